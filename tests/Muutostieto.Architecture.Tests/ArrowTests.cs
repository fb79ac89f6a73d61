using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>Which project may know which. No arrow runs back.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Records"] = [],
        ["Sqlite"] = [],
        ["PostgreSql"] = ["Records", "Sqlite"],
        ["Register"] = ["Records", "Sqlite", "PostgreSql"],
        ["Synthetic"] = ["Records", "Register"],
        ["Disclosure"] = ["Records", "Register"],
        ["Audit"] = ["Records", "PostgreSql", "Register", "Disclosure"],
        ["Drops"] = ["Records"],
        ["Deliveries"] = ["Records", "PostgreSql", "Register", "Disclosure", "Audit", "Drops"],
        ["Interface"] = ["Records", "Register", "Disclosure", "Audit"],
        ["Extracts"] = ["Records", "Register", "Disclosure", "Audit", "Deliveries", "Drops"],
        ["Recipient"] = ["Records", "Sqlite"],
        ["Hosting"] = ["Records", "PostgreSql", "Register", "Disclosure", "Audit", "Drops", "Deliveries", "Interface", "Extracts"],
        ["SelfService"] =
        [
            "Records", "PostgreSql", "Register", "Disclosure", "Audit", "Drops", "Deliveries", "Interface", "Extracts", "Hosting",
        ],
        ["Server"] =
        [
            "Records", "Register", "Disclosure", "Audit", "Drops", "Deliveries", "Interface", "Extracts", "Hosting", "SelfService",
        ],
        ["Cli"] =
        [
            "Records",
            "PostgreSql",
            "Register",
            "Synthetic",
            "Disclosure",
            "Audit",
            "Drops",
            "Deliveries",
            "Interface",
            "Extracts",
            "Recipient",
            "Hosting",
            "SelfService",
            "Server",
        ],
    };

    private static IReadOnlyList<string> Projects => House.Projects;

    [TestCaseSource(nameof(Projects))]
    public void A_project_knows_only_those_below_it(string project)
    {
        Assert.That(Allowed, Does.ContainKey(project), "a new project needs its place in the order");
        var known = House.AssemblyOf(project).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Muutostieto.", StringComparison.Ordinal)).Select(name => name["Muutostieto.".Length..]);
        Assert.That(known.Union(House.ReferencesOf(project)).Except(Allowed[project]), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_namespace_is_the_folder_of_its_file(string project)
    {
        var misplaced =
            from source in House.SourcesOf(project)
            let folder = Path.GetDirectoryName(source.Path)!["src/".Length..].Replace(Path.DirectorySeparatorChar, '.')
            let declared = source.Text.Split('\n').FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null && declared.Trim() != $"namespace {folder};"
            select source.Path;
        Assert.That(misplaced, Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void No_two_namespaces_of_a_project_know_each_other(string project)
    {
        var known = new HashSet<(string From, string To)>();
        foreach (var (_, text) in House.SourcesOf(project))
        {
            if (Namespace().Match(text) is { Success: true } own)
            {
                known.UnionWith(Using().Matches(text).Select(match => (own.Groups[1].Value, match.Groups[1].Value)));
            }
        }

        Assert.That(known.Where(pair => known.Contains((pair.To, pair.From))), Is.Empty);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static |\w+ = )?(Muutostieto[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
