using System.Text;
using Muutostieto.Interface.Mapping;

namespace Muutostieto.Interface.Tests.Documents;

/// <summary>The tables of tietoryhmät as the clients' guides show them, made from the mapping.</summary>
internal sealed class MappingTables(InterfaceCatalog catalog, bool finnish)
{
    /// <summary>One row a tietoryhmä that is served.</summary>
    internal string Served() => Table(
        finnish
            ? "| tietoryhmä | ryhmä | kentät | turvakiellon aikana salatut |"
            : "| tietoryhmä | group | fields | hidden under an order |",
        from name in catalog.Names
        let mappings = catalog.Groups.Where(mapping => mapping.Name == name).ToList()
        select $"| `{name}` | {Groups(mappings)} | {Fields(mappings)} | {Masks(mappings)} |");

    /// <summary>One row a reason, with the tietoryhmät that the register has nothing for.</summary>
    internal string NotInRegister() => Table(
        finnish ? "| tietoryhmä | miksi sitä ei ole |" : "| tietoryhmä | why it is not there |",
        from absent in catalog.NotInRegister
        group $"`{absent.Key}`" by absent.Value into names
        select $"| {string.Join(", ", names)} | {Of(names.Key)} |");

    /// <summary>One row a group that the interface has no form for.</summary>
    internal string NotServed() => Table(
        finnish ? "| ryhmä | nimi | miksi se puuttuu rajapinnasta |" : "| group | name | why it is not in the interface |",
        from unserved in catalog.NotServed
        let spec = catalog.Layouts.Newest(unserved.Key)!
        select $"| {unserved.Key} | {(finnish ? spec.NameFi : spec.NameEn)} | {Of(unserved.Value)} |");

    private static string Table(string head, IEnumerable<string> rows)
    {
        var text = new StringBuilder($"{head}\n{string.Concat(Enumerable.Repeat("|---", head.Count(letter => letter == '|') - 1))}|\n");
        foreach (var row in rows)
        {
            text.Append(row).Append('\n');
        }

        return text.ToString();
    }

    private string Of(Reason reason) => finnish ? reason.Finnish ?? reason.English : reason.English;

    private string Groups(IEnumerable<GroupMapping> mappings) =>
        string.Join(", ", mappings.Select(mapping => $"{mapping.Spec.Code}{Parts(mapping)}").Distinct());

    private string Parts(GroupMapping mapping) => (mapping.InBase, mapping.InChanges) switch
    {
        (false, _) => finnish ? " (vain muutoksissa)" : " (in changes only)",
        (_, false) => finnish ? " (vain perustiedoissa)" : " (in base data only)",
        _ => "",
    };

    private static string Fields(IReadOnlyList<GroupMapping> mappings)
    {
        var fields = mappings.SelectMany(mapping => mapping.Fields).Select(field => field.Name).Distinct().ToList();
        return mappings.Select(mapping => mapping.Collects).OfType<GroupCollection>().FirstOrDefault() is { } lists
            ? $"{Names(lists.Changed.Select(list => list.Key.Value).Prepend(lists.All.Value))}: {Names(fields)}"
            : Names(fields);
    }

    private static string Masks(IEnumerable<GroupMapping> mappings) =>
        mappings.SelectMany(mapping => mapping.Mask).Select(field => field.Value).Distinct().ToList() is { Count: > 0 } fields
            ? Names(fields)
            : "–";

    private static string Names(IEnumerable<string> fields) => string.Join(", ", fields.Select(field => $"`{field}`"));
}
