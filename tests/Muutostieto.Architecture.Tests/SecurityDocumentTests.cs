using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary><c>docs/security.md</c> answers every requirement, and the tests that it names are there.</summary>
public sealed partial class SecurityDocumentTests
{
    /// <summary>The numbers of the requirements of levels 1 and 2 of the OWASP ASVS 5.0.0, by section: the facts, not the text.</summary>
    private const string Levels1And2 =
        """
        1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1
        4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2
        7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2
        10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2
        14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
        """;

    private static readonly Version[] Required = [.. Sections().SelectMany(Numbers)];

    private static IReadOnlyList<(string Requirements, string Shown)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
    ];

    [Test]
    public void Every_requirement_of_the_first_two_levels_has_its_row_and_only_one()
    {
        var answered = Rows.SelectMany(row => Answered(row.Requirements)).ToList();
        Assert.That(Required.Except(answered), Is.Empty, "without a row");
        Assert.That(answered.Except(Required), Is.Empty, "no requirement");
        Assert.That(answered.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key), Is.Empty, "twice");
    }

    [Test]
    public void Every_row_names_a_test_or_says_why_there_is_none()
    {
        var tests = House.Sources("tests")
            .Select(source => Path.GetFileNameWithoutExtension(source.Path))
            .ToHashSet(StringComparer.Ordinal);
        var wrong =
            from row in Rows
            where row.Shown != "None" && !row.Shown.StartsWith("operator: ", StringComparison.Ordinal)
            let named = Named().Matches(row.Shown).Select(match => match.Groups[1].Value).ToList()
            where named.Count == 0 || !named.TrueForAll(tests.Contains)
            select $"{row.Requirements}: {row.Shown}";
        Assert.That(wrong, Is.Empty);
    }

    private static string[] Sections() => Levels1And2.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>1.2.1-9</c> is nine numbers.</summary>
    private static IEnumerable<Version> Numbers(string section)
    {
        var parts = section.Split('-');
        var first = Version.Parse(parts[0]);
        var last = parts.Length == 1 ? first.Build : int.Parse(parts[1], CultureInfo.InvariantCulture);
        return Enumerable.Range(first.Build, last - first.Build + 1).Select(number => new Version(first.Major, first.Minor, number));
    }

    private static IEnumerable<Version> Answered(string requirements) => requirements.Split(", ").SelectMany(part =>
        part.Split(" to ") is [var from, var to]
            ? Required.Where(number => number >= Version.Parse(from) && number <= Version.Parse(to))
            : [Version.Parse(part)]);

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+[^|]*) \|[^|]*\| ([^|]*) \|\z")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Named();
}
