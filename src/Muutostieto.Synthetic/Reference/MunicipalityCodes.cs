using System.Text.Json;

namespace Muutostieto.Synthetic.Reference;

/// <summary>
/// The municipalities of <c>config/reference</c>, as shipped: the one table of codes, counties and mergers (authority: Statistics Finland).
/// The tables of this project have figures only, by code, and the mergers before those of the configuration.
/// </summary>
internal static class MunicipalityCodes
{
    /// <summary>Code and county of each municipality in force, in order of code.</summary>
    public static List<(string Code, string County)> InForce() =>
        Items("municipalities", item => (Text(item, "code"), Text(item, "county")));

    /// <summary>The codes of former municipalities, by the code of what they are part of now.</summary>
    public static ILookup<string, string> Former()
    {
        var inForce = InForce().Select(municipality => municipality.Code).ToHashSet(StringComparer.Ordinal);
        var mergers = Items("mergers", item => (Code: Text(item, "code"), Successor: Text(item, "successor")));
        var successors = mergers.ToDictionary(merger => merger.Code, merger => merger.Successor, StringComparer.Ordinal);
        return ReferenceTable.Rows("earlier-mergers").Select(row => (Code: row[0], Now: row[1]))
            .Concat(mergers.Select(merger => (merger.Code, Now: Now(merger.Code))))
            .ToLookup(former => former.Now, former => former.Code, StringComparer.Ordinal);

        string Now(string code)
        {
            for (var step = 0; step <= successors.Count && !inForce.Contains(code); step++)
            {
                code = successors[code];
            }

            return code;
        }
    }

    private static List<T> Items<T>(string name, Func<JsonElement, T> read)
    {
        using var stream = ReferenceTable.Open($"{name}.json");
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty(name).EnumerateArray().Select(read)];
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
