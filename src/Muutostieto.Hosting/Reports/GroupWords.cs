using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Reports;

/// <summary>
/// The names of groups. The Finnish and English ones are those of the layouts; the Swedish ones, <c>config/reference/group-names.csv</c>,
/// are ours and came with the program.
/// </summary>
public sealed class GroupWords
{
    private const string Table = "Muutostieto.Hosting.group-names.csv";

    private readonly Dictionary<string, GroupSpec> groups;
    private readonly Dictionary<string, string> swedish;

    /// <param name="catalogs">The layouts of persons and of buildings.</param>
    public GroupWords(params IEnumerable<GroupCatalog> catalogs)
    {
        groups = catalogs
            .SelectMany(catalog => catalog.Groups)
            .GroupBy(group => group.Code)
            .ToDictionary(versions => versions.Key, versions => versions.MaxBy(group => group.Version)!);
        swedish = Read();
    }

    /// <summary>Null for a code that no layout has. A group without a Swedish name has its Finnish one.</summary>
    /// <param name="code">Three digits.</param>
    /// <param name="language"><c>fi</c>, <c>sv</c> or <c>en</c>.</param>
    public string? Of(string code, string language) => !groups.TryGetValue(code, out var group) ? null : language switch
    {
        "en" => group.NameEn,
        "sv" => swedish.GetValueOrDefault(code, group.NameFi),
        _ => group.NameFi,
    };

    internal static Dictionary<string, string> Read()
    {
        using var stream = typeof(GroupWords).Assembly.GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(';') is [{ Length: 3 } code, var name])
            {
                names.Add(code, name);
            }
        }

        return names;
    }
}
