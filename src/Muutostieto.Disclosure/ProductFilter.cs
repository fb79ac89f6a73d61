using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure;

/// <summary>Which groups and fields a product has. What it does not name does not pass.</summary>
internal sealed class ProductFilter
{
    private readonly bool[] delivered;
    private readonly int[]?[] withheld;

    internal ProductFilter(DisclosureTerms terms, GroupCatalog catalog)
    {
        delivered = new bool[catalog.Groups.Count];
        withheld = new int[catalog.Groups.Count][];
        var byCode = terms.Groups.ToDictionary(group => group.Group);
        var tables = new List<CsvTable>();
        foreach (var spec in catalog.Groups)
        {
            if (byCode.TryGetValue(spec.Code, out var group))
            {
                delivered[spec.Index] = true;
                var fields = group.Fields is { } names ? [.. spec.Fields.Where(field => names.Contains(field.Name))] : spec.Fields;
                var rest = spec.Fields.Except(fields).Select(field => field.Index).ToArray();
                withheld[spec.Index] = rest.Length == 0 ? null : rest;
                tables.Add(new CsvTable(spec, fields));
            }
        }

        Tables = tables;
    }

    /// <summary>The files of the CSV package: a table a group with the columns that are delivered.</summary>
    internal IReadOnlyList<CsvTable> Tables { get; }

    internal bool Delivers(GroupSpec spec) => spec.Index >= 0 && delivered[spec.Index];

    /// <summary>Whether the product has a part of the group's fields only.</summary>
    internal bool IsPartial(GroupSpec spec) => withheld[spec.Index] is not null;

    /// <summary>Empties the fields of a group that the product lacks.</summary>
    internal void Withhold(Record record, int group)
    {
        if (withheld[record.Spec(group).Index] is { } fields)
        {
            foreach (var field in fields)
            {
                record.Set(group, field, []);
            }
        }
    }
}
