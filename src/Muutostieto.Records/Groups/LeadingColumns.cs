namespace Muutostieto.Records.Groups;

/// <summary>The columns before a group's own in each table of the CSV package. No field may have such a name.</summary>
internal static class LeadingColumns
{
    internal static IReadOnlyList<string> Names { get; } =
        ["tietue", "henkilotunnus", "tapahtuma", "rekisterointipv", "muutostyyppi", "rooli", "ryhma_nro", "muutos"];
}
