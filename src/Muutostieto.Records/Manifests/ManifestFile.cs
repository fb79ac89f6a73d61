using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>A file of a delivery.</summary>
/// <param name="Name">Its name, without a folder: it lies beside the manifest.</param>
/// <param name="Form"><c>fixed</c>, <c>csv</c>, <c>json</c>, <c>parquet</c>, <c>xlsx</c>, <c>csv-table</c>, <c>csv-tables</c>,
/// <c>opt</c> or <c>sha256</c>; of files that the manifest does not list, <c>signature</c> and <c>manifest</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Records">How many records it holds; null where it holds none.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
public sealed record ManifestFile(string Name, string Form, long Bytes, long? Records, string Sha256)
{
    /// <summary>
    /// False for a file that has genuine groups only though the delivery has others (9xx); null, and left out, otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OwnGroups { get; init; }

    /// <summary>Whether it has all groups that the delivery has.</summary>
    [JsonIgnore]
    public bool HasAllGroups => OwnGroups != false;
}
