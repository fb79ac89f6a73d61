namespace Muutostieto.Recipient.Checking;

/// <summary>A folder into which deliveries were fetched.</summary>
public static class FetchedFolder
{
    private static readonly string[] Endings =
    [
        ".PTT", ".MTT", ".csv.zip", ".jsonl", ".parquet.zip", ".xlsx", ".sha256", ".json", ".json.sig", ".HTT", ".HTT.txt",
    ];

    /// <summary>Its files that may be of deliveries, by their endings, each delivery's manifest before its other files.</summary>
    /// <param name="path">The folder; those below it and hidden files are passed over.</param>
    /// <returns>The files, and how many others there are; null: it is no folder.</returns>
    /// <exception cref="IOException">It cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be listed.</exception>
    public static (IReadOnlyList<string> Files, int Others)? FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return null;
        }

        var all = Directory.GetFiles(path).Where(file => Path.GetFileName(file)[0] != '.').ToList();
        var files = all
            .Select(file => (Path: file, Ending: EndingOf(Path.GetFileName(file))))
            .Where(file => file.Ending is not null)
            .OrderBy(file => file.Path[..^file.Ending!.Length], StringComparer.Ordinal)
            .ThenBy(file => file.Ending != ".json")
            .ThenBy(file => file.Ending, StringComparer.Ordinal)
            .Select(file => file.Path)
            .ToList();
        return (files, all.Count - files.Count);
    }

    /// <summary>The longest that fits; null: it is none of a delivery.</summary>
    private static string? EndingOf(string name) => Endings
        .Where(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        .MaxBy(ending => ending.Length);
}
