using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>Rules that hold in every source file.</summary>
public sealed partial class HouseRuleTests
{
    private const int LongestLine = 140;

    private static IReadOnlyList<string> Projects => House.Projects;

    private static IEnumerable<string> Libraries => House.Projects.Where(project => project != "Cli");

    [TestCaseSource(nameof(Projects))]
    public void A_class_that_nothing_derives_from_is_sealed(string project)
    {
        var types = House.TypesOf(project).ToList();
        var bases = House
            .Projects.SelectMany(House.TypesOf)
            .Select(type => type.BaseType)
            .OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .ToHashSet();
        var open = types
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type))
            .Select(type => type.FullName);
        Assert.That(open, Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void Nothing_static_changes(string project)
    {
        var changing =
            from type in House.TypesOf(project)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsLiteral && !field.IsInitOnly && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            select $"{type.FullName}.{field.Name}";
        Assert.That(changing, Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void The_time_comes_from_a_time_provider(string project)
    {
        var clocks = House.SourcesOf(project).Where(source => SystemClock().IsMatch(source.Text)).Select(source => source.Path);
        Assert.That(clocks, Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void Internals_are_visible_to_the_projects_tests_alone(string project)
    {
        var friends = House.AssemblyOf(project).GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName);
        Assert.That(friends.Where(friend => !friend.EndsWith(".Tests", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void Mail_goes_through_MailKit_alone(string project)
    {
        var others = House
            .SourcesOf(project)
            .Where(source => source.Text.Contains("System.Net.Mail", StringComparison.Ordinal))
            .Select(source => source.Path);
        Assert.That(others, Is.Empty);
        Assert.That(
            House.AssemblyOf(project).GetReferencedAssemblies().Select(assembly => assembly.Name),
            Has.None.EqualTo("System.Net.Mail"));
    }

    [Test]
    public void A_line_of_code_has_at_most_140_characters()
    {
        Assert.That(House.Sources("src").SelectMany(source => LongLines(source.Path, source.Text, withData: true)), Is.Empty);
        Assert.That(House.Sources("tests").SelectMany(source => LongLines(source.Path, source.Text, withData: false)), Is.Empty);
    }

    /// <summary>Data of a test, a line that begins with a literal or lies within one, may be longer: a file has it so.</summary>
    private static IEnumerable<string> LongLines(string path, string text, bool withData)
    {
        var isWithin = false;
        foreach (var (number, line) in text.Split('\n').Index())
        {
            var isData = isWithin || Literal().IsMatch(line);
            isWithin ^= RawQuotes().Count(line) % 2 == 1;
            if (line.Length > LongestLine && (withData || !isData))
            {
                yield return $"{path}:{number + 1} has {line.Length} characters, at most {LongestLine} are allowed";
            }
        }
    }

    [TestCaseSource(nameof(Libraries))]
    public void Exit_codes_are_the_command_lines_alone(string project)
    {
        var sources = House.SourcesOf(project).Where(source => ExitCodeType().IsMatch(source.Text)).Select(source => source.Path);
        var members = House
            .TypesOf(project)
            .SelectMany(type =>
                type.GetMembers(
                        BindingFlags.Static
                            | BindingFlags.Instance
                            | BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.DeclaredOnly)
                    .Prepend(type))
            .Where(member => member.Name is "ExitCode" or "ExitCodes")
            .Select(member => $"{member.DeclaringType}.{member.Name}");
        Assert.That(sources.Concat(members), Is.Empty);
    }

    [GeneratedRegex(@"^\s*([+:?] )?[$@]*""")]
    private static partial Regex Literal();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    /// <summary>
    /// What a process of another program ended with is no exit code of ours; a property of the log is named so for its readers.
    /// </summary>
    [GeneratedRegex("""(?<!\bprocess\.|["{])\bExitCodes?\b""")]
    private static partial Regex ExitCodeType();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b")]
    private static partial Regex SystemClock();
}
