using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>The order that an extract answers.</summary>
/// <param name="Id">As the sender names it.</param>
/// <param name="Purpose">What the data are for, by its code.</param>
/// <param name="Sha256">Of the order's own text as it was when the extract was planned.</param>
public sealed record ManifestOrder(string Id, string Purpose, string Sha256)
{
    /// <summary>What the rows are: <c>buildings</c> or <c>dwellings</c>. Null, and left out, for persons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>How many of the target are in the extract. Null, and left out, for persons, which the manifest counts itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Units { get; init; }

    /// <summary>Null, and left out, when all are in the extract that fit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestSample? Sample { get; init; }

    /// <summary>
    /// The number of the extract before: the table <c>poistuneet</c> has the codes that it had and this one has not. Null, and left out,
    /// when there is no such table.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Previous { get; init; }

    /// <summary>Null, and left out, when the order chose its rows itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestUpdate? Update { get; init; }
}
