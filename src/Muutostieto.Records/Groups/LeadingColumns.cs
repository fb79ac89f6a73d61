namespace Muutostieto.Records.Groups;

/// <summary>The columns before a group's own in each table of the CSV package. No field may have such a name.</summary>
internal static class LeadingColumns
{
    internal static IReadOnlyList<string> Names { get; } =
        ["tietue", "henkilotunnus", "tapahtuma", "rekisterointipv", "muutostyyppi", "rooli", "ryhma_nro", "muutos"];

    private static readonly IReadOnlyList<string> OfBuildings =
        [.. Names.Select(name => name == "henkilotunnus" ? "rakennustunnus" : name)];

    /// <summary>The columns of records about a unit: the code's has another name.</summary>
    internal static IReadOnlyList<string> Of(RecordUnit unit) => unit == RecordUnit.Person ? Names : OfBuildings;
}
