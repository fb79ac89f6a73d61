using System.CommandLine;
using System.Text.RegularExpressions;
using Muutostieto.Cli;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Architecture.Tests;

/// <summary>
/// A library is used by more than the command line: its messages name no command. What is done by a command is a <c>Remedy</c>, whose words
/// the command line has.
/// </summary>
public sealed partial class CommandNameTests
{
    /// <summary>Names of options and commands that are no words of a message: by project, the file.</summary>
    private static readonly Dictionary<string, string[]> Exempt = new(StringComparer.Ordinal)
    {
        // Origin of a group of fields: "batch" or "own".
        ["Records"] = ["CatalogChecker.cs"],

        // The comment in allowed_signers is for recipients, who may use another program.
        ["Deliveries"] = ["SigningKeys.cs"],
    };

    private static readonly IReadOnlyList<Regex> Names =
    [
        .. NamesOf(MuutostietoCommand.Create(new Terminal(TextWriter.Null, TextWriter.Null, false), TimeProvider.System)),
    ];

    private static IEnumerable<string> Libraries => House.Projects.Where(project => project != "Cli");

    [TestCaseSource(nameof(Libraries))]
    public void No_message_of_a_library_names_a_command_or_an_option(string project)
    {
        var exempt = Exempt.GetValueOrDefault(project, []);
        var naming =
            from source in House.SourcesOf(project)
            where !exempt.Contains(Path.GetFileName(source.Path))
            from literal in LiteralsOf(source.Text)
            where Names.Any(name => name.IsMatch(literal))
            select $"{source.Path}: {literal}";
        Assert.That(naming, Is.Empty);
    }

    [Test]
    public void No_file_is_exempt_without_need() => Assert.That(
        from project in Exempt
        from file in project.Value
        let sources = House.SourcesOf(project.Key).Where(source => Path.GetFileName(source.Path) == file)
        where !sources.SelectMany(source => LiteralsOf(source.Text)).Any(literal => Names.Any(name => name.IsMatch(literal)))
        select file,
        Is.Empty);

    [TestCase("\"Make one: deliver base {permit}.\"", true)]
    [TestCase("\"Name another with --data.\"", true)]
    [TestCase("\"Run batch.\"", true)]
    [TestCase("\"compare with \\\"audit verify\\\".\"", true)]
    [TestCase("\"the database that \\\"load\\\" made\"", true)]
    [TestCase("\"serve\"", false)]
    [TestCase("\"a wrong check character\"", false)]
    [TestCase("\"the base would hold\"", false)]
    public void A_command_is_found_where_one_is_named(string literal, bool isNamed) =>
        Assert.That(LiteralsOf(literal).Any(text => Names.Any(name => name.IsMatch(text))), Is.EqualTo(isNamed));

    /// <summary>
    /// A command of two words wherever it is, one of a single word where it is quoted or run, and options. A word with which commands begin
    /// is none alone: orders and permits have keys of the same name.
    /// </summary>
    private static IEnumerable<Regex> NamesOf(RootCommand root)
    {
        yield return new Regex(@"(?<![\w-])--[a-z]");
        foreach (var command in root.Subcommands)
        {
            if (command.Action is not null)
            {
                yield return new Regex($@"(\\""|`|\b[Rr]un |\bmuutostieto ){Regex.Escape(command.Name)}\b(?! again)");
            }

            foreach (var child in command.Subcommands)
            {
                yield return new Regex($@"\b{Regex.Escape(command.Name)} {Regex.Escape(child.Name)}\b");
            }
        }
    }

    /// <summary>The texts between quotes outside of comments.</summary>
    private static IEnumerable<string> LiteralsOf(string source) =>
        Literal().Matches(Comment().Replace(source, "")).Select(match => match.Value);

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(""""
        """(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"
        """")]
    private static partial Regex Literal();
}
