using Muutostieto.Deliveries.Permits;

namespace Muutostieto.Deliveries.Settings;

internal sealed class ProductLoader(IReadOnlyDictionary<string, IReadOnlySet<string>> groupFields, FaultCollector faults)
{
    public Product? Load(string file)
    {
        JsonValue? json = PositionedJson.ReadFile(file, faults);
        SectionReader? reader = json is null ? null : SectionReader.Open(json, ConfigurationKeys.Product, faults);
        if (reader is null)
        {
            return null;
        }

        string? id = reader.Text("id", ConfigurationPatterns.Id, "small letters, digits and dashes");
        string? fi = reader.Text("fi");
        string? en = reader.Text("en");
        IReadOnlyList<ProductGroup> groups = Groups(reader);
        return id is null || fi is null || en is null ? null : new Product(id, fi, en, groups);
    }

    private List<ProductGroup> Groups(SectionReader product)
    {
        var groups = new SortedDictionary<string, ProductGroup>(StringComparer.Ordinal);
        foreach (JsonValue item in product.Items("groups"))
        {
            SectionReader? reader = SectionReader.Open(item, ConfigurationKeys.ProductGroup, faults);
            string? code = reader?.Text("group");
            if (reader is null || code is null)
            {
                continue;
            }

            if (!groupFields.TryGetValue(code, out IReadOnlySet<string>? fields))
            {
                reader.Fault("group", $"there is no group \"{code}\"", Suggestion.For(code, groupFields.Keys) + "Groups and their fields stand in groups.json.");
            }
            else if (!groups.TryAdd(code, new ProductGroup(code, Fields(reader, code, fields))))
            {
                reader.Fault("group", $"the group {code} stands twice in the product", "Keep one of the two.");
            }
        }

        return [.. groups.Values];
    }

    private List<string>? Fields(SectionReader reader, string code, IReadOnlySet<string> known)
    {
        if (reader.Value("fields", required: false) is null)
        {
            return null;
        }

        IReadOnlyList<JsonValue> names = reader.Texts("fields");
        if (names is [{ Text: "*" }])
        {
            return null;
        }

        foreach (JsonValue name in names.Where(name => !known.Contains(name.Text)))
        {
            string remedy = name.Text == "*" ? "Write [\"*\"] alone for all fields." : Suggestion.For(name.Text, known) + $"Fields of {code}: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            faults.Add(name.Place, $"the group {code} has no field \"{name.Text}\"", remedy);
        }

        return [.. names.Select(name => name.Text).Order(StringComparer.Ordinal)];
    }
}
