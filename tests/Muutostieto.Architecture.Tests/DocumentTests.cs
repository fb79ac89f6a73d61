using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>Rules that hold in every document: lengths of lines, and links that lead somewhere.</summary>
public sealed partial class DocumentTests
{
    private const int LongestLine = 140;

    private static readonly string[] Foreign = ["bin", "obj", "data", "node_modules", "TestResults"];

    private static IEnumerable<string> Documents() =>
        Below(new DirectoryInfo(Repository.Root)).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Documents))]
    public void Lines_of_prose_fit_the_width(string document)
    {
        var lines = Prose(document)
            .Where(line => line.Text.Length > LongestLine && !IsExempt(line.Text))
            .Select(line => $"line {line.Number}: {line.Text.Length} characters");
        Assert.That(lines, Is.Empty);
    }

    [TestCaseSource(nameof(Documents))]
    public void Links_lead_to_files_and_headings_that_exist(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var broken =
            from line in Prose(document)
            from Match link in Link().Matches(line.Text)
            let path = link.Groups["path"].Value
            let target = path.Length == 0 ? Path.Combine(Repository.Root, document) : Path.GetFullPath(Path.Combine(folder, path))
            where !path.Contains(':', StringComparison.Ordinal)
            where
                !Path.Exists(target) || (link.Groups["anchor"] is { Success: true, Value: var anchor } && !Anchors(target).Contains(anchor))
            select $"line {line.Number}: {link.Value}";
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_documents_are_found() =>
        Assert.That(Documents(), Does.Contain("README.md").And.Contain(Path.Combine("docs", "format.md")));

    /// <summary>A row of a table cannot be broken, nor can a bare address.</summary>
    private static bool IsExempt(string line) => line.StartsWith('|') || BareUrl().IsMatch(line);

    /// <summary>The lines outside code blocks.</summary>
    private static IEnumerable<(int Number, string Text)> Prose(string document)
    {
        var (number, isCode) = (0, false);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, document)))
        {
            number++;
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
            {
                yield return (number, line);
            }
        }
    }

    /// <summary>The anchors of a document's headings, as forges make them: lower case, punctuation left out, hyphens for blanks.</summary>
    private static IEnumerable<string> Anchors(string path) =>
        from line in Prose(Path.GetRelativePath(Repository.Root, path))
        where line.Text.StartsWith('#')
        select Punctuation().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static IEnumerable<string> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.md").Select(file => file.FullName).Concat(folder.EnumerateDirectories()
            .Where(child => !child.Name.StartsWith('.') && !Foreign.Contains(child.Name)).SelectMany(Below));

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(#(?<anchor>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\W*https?://\S+$")]
    private static partial Regex BareUrl();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
