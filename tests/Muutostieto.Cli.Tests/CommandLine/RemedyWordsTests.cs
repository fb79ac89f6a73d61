using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries;
using Muutostieto.Drops;
using Muutostieto.Hosting;
using Muutostieto.PostgreSql;
using Muutostieto.Recipient;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Cli.Tests.CommandLine;

/// <summary>Each remedy that a library knows has a command, and that command takes what is named.</summary>
public sealed partial class RemedyWordsTests
{
    private static readonly IRemedyWords Words = new RemedyWords();

    private static IEnumerable<Type> Kinds =>
        new[]
        {
            typeof(Remedy),
            typeof(RegisterRemedy),
            typeof(RecipientRemedy),
            typeof(SyntheticRemedy),
            typeof(VerifyChain),
            typeof(VerifyOutbox),
            typeof(DeliveryRemedy),
            typeof(HostRemedy),
            typeof(StoreRemedy),
        }
            .SelectMany(type => type.Assembly.GetTypes())
            .Distinct()
            .Where(type => type.IsSubclassOf(typeof(Remedy)) && !type.IsAbstract);

    private static IEnumerable<TestCaseData> Some =>
        Kinds.SelectMany(kind =>
            new[] { false, true }.Select(flag => new TestCaseData(Make(kind, flag)).SetArgDisplayNames(kind.Name, $"{flag}")));

    [TestCaseSource(nameof(Some))]
    public void Every_remedy_names_a_command_with_options_that_it_has(Remedy remedy)
    {
        var words = Words.Of(remedy);
        var named = Commands().Where(command => Regex.IsMatch(words, $@"\b{command.Path}\b")).ToList();
        if (remedy is RecipientRemedy or RecordsRemedy)
        {
            // Shown by these commands alone, whose options they name.
            named.AddRange(Commands().Where(command => command.Path is "check" or "convert" or "load"));
        }

        var options = named.SelectMany(command => command.Command.Options).Concat(Root().Options).Select(option => option.Name).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(words, Does.EndWith("."));
            Assert.That(named.Count > 0 || Option().IsMatch(words), words);
            Assert.That(Option().Matches(words).Select(match => match.Value).Where(option => !options.Contains(option)), Is.Empty, words);
        }
    }

    [Test]
    public void A_remedy_follows_its_message() => Assert.That(
        Words.Of(new MuutostietoException(FailureKind.Usage, "No base. Make one.") { Remedy = new DeliveryRemedy.MakeBase("kainuu") }),
        Is.EqualTo("No base. Make one. Run: deliver base kainuu."));

    [Test]
    public void A_message_without_a_remedy_stays_as_it_is() =>
        Assert.That(Words.Of(new MuutostietoException(FailureKind.Usage, "No base.")), Is.EqualTo("No base."));

    [Test]
    public void Deliveries_are_withdrawn_in_the_order_given() => Assert.That(
        Words.Of(new DeliveryRemedy.Withdraw([7, 5], "kainuu")),
        Is.EqualTo("Run: deliveries withdraw ID --reason …, with 7, then 5, then deliver base kainuu."));

    private static Remedy Make(Type kind, bool flag)
    {
        var constructor = kind.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return (Remedy)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, flag))]);
    }

    private static object Value(Type type, bool flag) =>
        type == typeof(string) ? "kainuu"
        : type == typeof(long) ? 5L
        : type == typeof(bool) ? flag
        : type == typeof(IReadOnlyList<string>) ? (flag ? new[] { "205", "290" } : ["205"])
        : type == typeof(IReadOnlyList<long>) ? (flag ? new long[] { 7, 5 } : [5])
        : throw new ArgumentOutOfRangeException(nameof(type), type, null);

    private static RootCommand Root() =>
        MuutostietoCommand.Create(new Terminal(TextWriter.Null, TextWriter.Null, ShowsProgress: false), TimeProvider.System);

    private static IEnumerable<(string Path, Command Command)> Commands() => Below("", Root()).Where(entry => entry.Path.Length > 0);

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) =>
        command.Subcommands.SelectMany(child => Below($"{path} {child.Name}".TrimStart(), child)).Prepend((path, command));

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
