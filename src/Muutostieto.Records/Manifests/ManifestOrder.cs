using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>The order that an extract answers.</summary>
/// <param name="Id">As the sender names it.</param>
/// <param name="Purpose">What the data are for, by its code.</param>
/// <param name="Sha256">Of the order's own text as it was when the extract was planned.</param>
public sealed record ManifestOrder(string Id, string Purpose, string Sha256)
{
    /// <summary>For whose use, when the recipient is a partner. Null, and left out, for every other order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestCustomer? EndCustomer { get; init; }

    /// <summary>
    /// Whether records have no identity code and come in no order that says anything. Left out when false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithoutCodes { get; init; }

    /// <summary>What must be printed beside each address that is used. Null, and left out, where nothing must.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestLabel? SourceLabel { get; init; }

    /// <summary>The last day on which the addresses may be used; then they must be destroyed. Null, and left out, where they may be
    /// kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? UseBy { get; init; }

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
