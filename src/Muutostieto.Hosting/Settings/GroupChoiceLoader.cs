using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads which groups and fields an order has, or a permit's orders may have: <c>"004"</c> for all fields of a group, or
/// <c>{ "group": "004", "fields": ["sukunimi"] }</c>.</summary>
/// <param name="known">The groups that there are.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class GroupChoiceLoader(IReadOnlyDictionary<string, GroupOutline> known, FaultCollector faults)
{
    private const string End = "loppupv";

    /// <summary>In order of code; what is wrong is missing, after a fault.</summary>
    internal IReadOnlyList<(ProductGroup Group, JsonPlace Place)> Load(SectionReader reader)
    {
        var groups = new SortedDictionary<string, (ProductGroup, JsonPlace)>(StringComparer.Ordinal);
        foreach (var item in reader.Items("groups"))
        {
            var section = item.Shape == JsonShape.Text ? null : SectionReader.Open(item, ConfigurationKeys.ProductGroup, faults);
            var code = item.Shape == JsonShape.Text ? item.Text : section?.Text("group");
            if (code is null)
            {
                continue;
            }

            var place = section?.PlaceOf("group") ?? item.Place;
            if (!known.TryGetValue(code, out var outline))
            {
                faults.Add(
                    place, $"there is no group \"{code}\"",
                    Suggestion.For(code, known.Keys) + "Groups and their fields are in groups.json.");
            }
            else if (!groups.TryAdd(code, (new ProductGroup(code, Fields(section, code, outline)), place)))
            {
                faults.Add(place, $"duplicate group {code} in the list", "Keep one of the two.");
            }
        }

        return [.. groups.Values];
    }

    private List<string>? Fields(SectionReader? reader, string code, GroupOutline outline)
    {
        if (reader?.Value("fields", required: false) is null
            || reader.Texts("fields") is not { Count: > 0 } names
            || names is [{ Text: "*" }])
        {
            return null;
        }

        foreach (var name in names.Where(name => !outline.Fields.Contains(name.Text)))
        {
            faults.Add(
                name.Place,
                $"the group {code} has no field \"{name.Text}\"",
                name.Text == "*"
                    ? "Write [\"*\"] alone for all fields."
                    : Suggestion.For(name.Text, outline.Fields)
                        + $"Fields of {code}: {string.Join(", ", outline.Fields.Order(StringComparer.Ordinal))}.");
        }

        if (outline.Fields.Contains(End) && names.All(name => name.Text != End))
        {
            reader.Fault(
                "fields",
                $"the group {code} lacks the field \"{End}\": without it what has ended looks as if it were in force",
                $"Add \"{End}\" to its fields.");
        }

        return [.. names.Select(name => name.Text).Order(StringComparer.Ordinal)];
    }
}
