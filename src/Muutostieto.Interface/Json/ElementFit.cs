using System.Text.Json;
using Muutostieto.Interface.Mapping;

namespace Muutostieto.Interface.Json;

/// <summary>How the groups of an element fit the mapping: which of them are read as what, and of which it knows everything.</summary>
internal sealed class ElementFit
{
    /// <summary>Keys of any group that say how it is read, not what it is.</summary>
    private static readonly HashSet<string> OfAnyGroup =
    [
        "tietoryhma",
        "muutosattribuutti",
        "voimassaolevatTiedot",
        "turvakiellonAlaisetKentat",
    ];

    private readonly InterfaceCatalog catalog;
    private readonly ILookup<string, GroupMapping> byName;
    private readonly Dictionary<string, GroupMapping> repeated = [];

    public ElementFit(InterfaceCatalog catalog)
    {
        this.catalog = catalog;
        byName = catalog.Groups.ToLookup(mapping => mapping.Name);
        foreach (var mapping in catalog.Groups)
        {
            foreach (var repetition in catalog.RepetitionsOf(mapping))
            {
                repeated[repetition.Name] = mapping;
            }
        }
    }

    /// <summary>The names of an element's groups.</summary>
    public static IReadOnlySet<string> NamesOf(JsonElement groups) =>
        groups.EnumerateArray()
            .Where(group => group.ValueKind == JsonValueKind.Object)
            .Select(group =>
                group.TryGetProperty("tietoryhma", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "")
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// What a group is read as, in the order in which it is tried. A repetition is read only where the group that it repeats is not there,
    /// and where it says the same; nothing then for an unknown name.
    /// </summary>
    /// <param name="name">The group's name.</param>
    /// <param name="names">The names of all groups of the element.</param>
    public IEnumerable<GroupMapping> ReadAs(string name, IReadOnlySet<string> names) =>
        IsRepeated(name, names) ? []
        : repeated.ContainsKey(name) ? byName[name].Where(mapping => mapping.Unless.Count == 0)
        : catalog.Named(name);

    /// <summary>
    /// Whether a group says again what another group of the element says: the one that it repeats, or another repetition.
    /// </summary>
    public bool IsRepeated(string name, IReadOnlySet<string> names) =>
        repeated.TryGetValue(name, out var original)
        && catalog.RepetitionsOf(original).Select(repetition => repetition.Name).TakeWhile(other => other != name).Prepend(original.Name)
            .Any(names.Contains);

    /// <summary>Whether the mapping knows everything that a group of a known name says.</summary>
    /// <exception cref="FormatException">A value has another shape than its field; the message names the place and no value.</exception>
    public bool IsWhole(JsonElement group, string name, string place)
    {
        var mappings = byName[name].ToList();
        var isWhole = true;
        foreach (var property in group.EnumerateObject().Where(property => !OfAnyGroup.Contains(property.Name)))
        {
            var fit = FitOf(property, mappings);
            if (fit == FieldFit.Malformed)
            {
                throw new FormatException($"{place}.{property.Name}: the value does not have the shape of this field");
            }

            isWhole &= fit == FieldFit.Whole;
        }

        return isWhole;
    }

    private static FieldFit FitOf(JsonProperty property, List<GroupMapping> mappings)
    {
        var fit = (FieldFit?)null;
        foreach (var mapping in mappings)
        {
            var of = mapping.Collects is { } lists
                ? FitOfList(property, mapping, lists)
                : mapping.Fields.FirstOrDefault(field => property.NameEquals(field.Name))?.Fit(property.Value);
            fit = of is null || fit < of ? fit : of;
        }

        return fit ?? FieldFit.More;
    }

    private static FieldFit? FitOfList(JsonProperty property, GroupMapping mapping, GroupCollection lists) =>
        property.NameEquals(lists.All.Value) || lists.Changed.Any(list => property.NameEquals(list.Key.Value))
            ? FieldFits.OfList(property.Value, mapping.Fields)
            : null;
}
