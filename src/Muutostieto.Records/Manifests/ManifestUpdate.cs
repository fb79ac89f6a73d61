using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>The customer's file that an update answers.</summary>
/// <param name="Sha256">Of the file as it was taken in; of a workbook, of the same rows as CSV.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ManifestUpdate(string Sha256, long Rows)
{
    /// <summary>
    /// The number of the result before: rows whose answer is the same as then are left out. Null, and left out, when all rows are answered.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Since { get; init; }
}
