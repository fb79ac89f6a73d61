using System.Globalization;
using System.Text;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Tests.Documents;

/// <summary>The tables of groups and fields as the documents show them, made from the layouts.</summary>
internal sealed class LayoutTables(GroupCatalog catalog, bool finnish)
{
    /// <summary>One row a group.</summary>
    internal string Groups()
    {
        var text = new StringBuilder(
            Row(
                "| ryhmä | nimi | pituus | mitä | avain | taulu ja CSV-tiedosto |",
                "| group | name | length | what | key | table and CSV file |"));
        text.Append("|---|---|---|---|---|---|\n");
        foreach (var group in catalog.Groups)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Code(group)} | {Name(group)} | {group.Length} | {Nature(group)} | {Key(group)} | `{group.Name}`, "
                    + $"`{group.Code}_{group.Name}.csv` |\n");
        }

        return text.ToString();
    }

    /// <summary>A table a group, one row a field.</summary>
    internal string Fields()
    {
        var text = new StringBuilder();
        foreach (var group in catalog.Groups)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#### {Code(group)} {Name(group)} (`{group.Name}`), {group.Length} {(finnish ? "merkkiä" : "characters")}\n\n");
            text.Append(Row("| kenttä | alku | pituus | laji | arvot |", "| field | at | length | kind | values |"))
                .Append("|---|---|---|---|---|\n");
            foreach (var field in group.Fields)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{field.Name}` | {field.At} | {field.Length} | {Kind(field)} | {Values(field)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private string Row(string fi, string en) => (finnish ? fi : en) + "\n";

    private static string Code(GroupSpec group) => group.IsNewest ? group.Code : $"{group.Code} v{group.Version}";

    private string Name(GroupSpec group) => finnish ? group.NameFi : group.NameEn;

    private static string Key(GroupSpec group) => group.Key.Count == 0 ? "–" : string.Join(", ", group.Key);

    private string Nature(GroupSpec group)
    {
        var parts = new List<string>();
        if (group.IsOwn)
        {
            parts.Add(finnish ? "oma" : "ours");
        }

        if (group.Clarifies.Count > 0)
        {
            parts.Add($"{(finnish ? "tarkentaa" : "clarifies")} {string.Join(", ", group.Clarifies)}");
        }

        if (group.CountOf is { } count)
        {
            parts.Add($"{(finnish ? "laskee ryhmät" : "counts the groups")} {count.Group}");
        }

        if (group.IsOnlyEnded)
        {
            parts.Add(finnish ? "vain päättyneet" : "ended ones only");
        }
        else if (group.KeepsEnded)
        {
            parts.Add(finnish ? "päättyneetkin säilyvät" : "ended ones stay");
        }

        if (group.Holds is Sensitivity.Address or Sensitivity.Contact)
        {
            parts.Add(finnish ? "ei turvakiellon aikana" : "never under a non-disclosure order");
        }

        if (group.Holds is Sensitivity.FormerMunicipality)
        {
            parts.Add(finnish ? "vain 37 §:n oikeudella" : "only with the right of 37 §");
        }

        return string.Join("; ", parts);
    }

    private string Kind(FieldSpec field) => field.Kind switch
    {
        FieldKind.Text => finnish ? "teksti" : "text",
        FieldKind.Code => finnish ? "koodi" : "code",
        FieldKind.Number => finnish ? "numero" : "number",
        FieldKind.Date => finnish ? "päivä" : "date",
        FieldKind.IdentityCode => finnish ? "henkilötunnus" : "identity code",
        _ => finnish ? "merkkilippu" : "character flags",
    };

    private static string Values(FieldSpec field) =>
        field.FlagOf.Count > 0
            ? string.Join(", ", field.FlagOf.Select((name, index) => $"{1 << index}: {name}"))
            : string.Join(" ", field.Codes);
}
