using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Privacy;

/// <summary>
/// A month of an installation, with typical failures. Afterwards no readable output (log, audit trail, console, error, manifest, hashes,
/// receipt) holds an identity code,
/// a name or an address of the register: personal data is only in the register and in the delivered files.
/// </summary>
public sealed partial class MonthTests
{
    private static readonly string[] Delivered = [".PTT", ".MTT", ".zip"];
    private const string Newcomer = "010180-9037";
    private readonly StringBuilder said = new();
    private TestInstallation installation = null!;

    private string Upload => Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload");

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public async Task No_one_of_the_register_is_named_anywhere_but_in_the_register_and_the_delivered_files()
    {
        var permit = Path.Combine(installation.Config, "permits", "kainuu-laajat.json");
        installation.WritePermit();
        File.WriteAllText(
            permit,
            File.ReadAllText(permit).Replace("\"formats\"", "\"keepInDrop\": 7, \"keepInOutbox\": 7, \"formats\"", StringComparison.Ordinal)
        );
        await LiveAsync();

        var words = RegisterWords.Of(installation.Register, Path.Combine(installation.Config, "reference", "municipalities.json"));
        Assert.That((words.Codes, words.Words), Is.GreaterThan((2000, 1000)), "what is searched for");
        Assert.That(
            words.In($"nobody {Newcomer} nobody Piilopirttitie"),
            Is.EquivalentTo((string[])[Newcomer, "Piilopirttitie"]),
            "what was held is searched for");
        Assert.That(words.In($"nobody {words.AnyCode} nobody"), Is.EqualTo((string[])[words.AnyCode]), "the search finds");

        var read = 0;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(words.In(said.ToString()), Is.Empty, "console");
            foreach (var path in Readable())
            {
                read++;
                Assert.That(words.In(File.ReadAllText(path)), Is.Empty, Path.GetRelativePath(installation.Root, path));
                Assert.That(words.In(Path.GetRelativePath(installation.Root, path)), Is.Empty, "its name");
            }
        }

        Assert.That(read, Is.GreaterThan(10));
        foreach (var place in new[] { "logs", "audit", Path.Combine("audit", "persons"), Path.Combine("audit", "anchors") })
        {
            Assert.That(Directory.GetFiles(Path.Combine(installation.Data, place)), Is.Not.Empty, place);
        }
    }

    private async Task LiveAsync()
    {
        await RunAsync(ExitCode.Done, "2026-11-02T02:30", "register", "create", "--municipality", "697", "--persons", "2000");
        await RunAsync(ExitCode.Done, "2026-11-02T02:30", "batch");
        await RunAsync(ExitCode.Done, "2026-11-03T08:00", "load", installation.Download, "--into", installation.In("recipient.db"));

        // A file that was damaged on its way is refused, delivered again and loaded.
        await RunAsync(ExitCode.Done, "2026-11-09T01:00", "register", "simulate", "--weeks", "1");
        await RunAsync(ExitCode.Done, "2026-11-09T02:30", "batch");
        var damaged = installation.In("damaged");
        TestInstallation.CopyFolder(installation.Download, damaged);
        foreach (var file in Directory.GetFiles(damaged, "*.MTT"))
        {
            File.WriteAllText(file, File.ReadAllText(file, Encoding.Latin1).Replace('|', '!'), Encoding.Latin1);
        }

        // The form that is loaded is the one with all groups.
        foreach (var file in Directory.GetFiles(damaged, "*.zip"))
        {
            File.WriteAllBytes(file, [.. File.ReadAllBytes(file).Select(one => one == '|' ? (byte)'!' : one)]);
        }

        await RunAsync(null, "2026-11-09T08:00", ["check", .. Directory.GetFiles(damaged)]);
        await RunAsync(
            ExitCode.Integrity,
            "2026-11-09T08:00",
            "load",
            damaged,
            "--into",
            installation.In("recipient.db"),
            "--receipts",
            Upload);
        await RunAsync(ExitCode.Error, "2026-11-09T08:00", ["register", "import", .. Directory.GetFiles(damaged, "*.MTT")]);
        await RunAsync(ExitCode.SomePermitsFailed, "2026-11-10T02:30", "batch");
        await RunAsync(ExitCode.Done, "2026-11-10T08:00", "deliveries", "redeliver", "2");
        await HoldAsync(Path.GetFileName(Directory.GetFiles(damaged, "*.MTT").Single()));
        await RunAsync(ExitCode.Done, "2026-11-11T02:30", "batch");
        await RunAsync(ExitCode.Done, "2026-11-11T08:00", "load", installation.Download, "--into", installation.In("recipient.db"));

        // A drop that cannot be written to. By then the base's days in drop and outbox are over, too.
        await RunAsync(ExitCode.Done, "2026-11-16T01:00", "register", "simulate", "--weeks", "1");
        Directory.Move(installation.Download, installation.In("away"));
        File.WriteAllText(installation.Download, "in the way");
        await RunAsync(ExitCode.SomePermitsFailed, "2026-11-16T02:30", "batch");
        File.Delete(installation.Download);
        Directory.Move(installation.In("away"), installation.Download);
        await RunAsync(ExitCode.Done, "2026-11-16T03:30", "batch");
        Assert.That(Directory.GetFiles(installation.Download, "*.PTT"), Is.Empty, "the base has left the drop");
        await RunAsync(ExitCode.Done, "2026-11-16T08:00", "deliveries", "redeliver", "1");

        // A recipient's own program says more than it should.
        var words = RegisterWords.Of(installation.Register, Path.Combine(installation.Config, "reference", "municipalities.json"));
        File.WriteAllText(Path.Combine(Upload, "38950_20261116KAIREK_002.ERR"), $"cannot load {words.AnyCode}");
        await RunAsync(ExitCode.SomePermitsFailed, "2026-11-17T02:30", "batch");
        await RunAsync(ExitCode.Done, "2026-11-17T08:00", "deliveries", "show", "3");
        File.Delete(Path.Combine(Upload, "38950_20261116KAIREK_002.ERR"));
        await RunAsync(ExitCode.Done, "2026-11-17T08:00", "deliveries", "redeliver", "3");
        await RunAsync(ExitCode.Done, "2026-11-17T08:00", "load", installation.Download, "--into", installation.In("recipient.db"));

        // The last one is not fetched.
        await RunAsync(ExitCode.Done, "2026-11-23T01:00", "register", "simulate", "--weeks", "1");
        await RunAsync(ExitCode.Done, "2026-11-23T02:30", "batch");
        await RunAsync(ExitCode.Overdue, "2026-11-29T02:30", "batch");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "deliveries", "list");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "deliveries", "list", "--json");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "deliveries", "verify");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "register", "status");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "audit", "person", words.AnyCode, "--reason", "request 1/2026");
        await RunAsync(ExitCode.Usage, "2026-11-29T08:00", "audit", "person", "010190-900X");
        await RunAsync(ExitCode.Usage, "2026-11-29T08:00", "audit", "person", words.AnyCode, "--reason", $"about {words.AnyCode}");
        await RunAsync(ExitCode.Done, "2026-11-29T08:00", "audit", "verify");
        await RunAsync(ExitCode.Overdue, "2026-11-29T08:00", "status");
        await RunAsync(ExitCode.Overdue, "2026-11-29T08:00", "status", "--json");
        await LookAsync();
    }

    /// <summary>An order of a person that the register does not have yet, and then that person, in place of the file that failed.</summary>
    private async Task HoldAsync(string failed)
    {
        var (order, person) = (installation.In("order_001.MTT"), installation.In("person_002.MTT"));
        File.WriteAllText(order, $"{Newcomer}XCG202611080101|015199990000|\r\n", Encoding.Latin1);
        File.WriteAllText(
            person,
            $"{Newcomer}XTU202611081103|00311|101{1}{"Piilopirttitie",-200}1       000 871002020010100000000|204169720200101|\r\n",
            Encoding.Latin1);
        await RunAsync(ExitCode.Overdue, "2026-11-10T08:30", "status");
        await RunAsync(ExitCode.Done, "2026-11-10T09:00", "register", "import", order);
        await RunAsync(ExitCode.Done, "2026-11-10T09:00", "register", "status");
        await RunAsync(ExitCode.Overdue, "2026-11-10T09:00", "status");
        await RunAsync(ExitCode.Overdue, "2026-11-10T09:30", "batch");
        await using (var site = await SiteOf.InstallationAsync(installation, "2026-11-10T10:00"))
        {
            using var client = site.NewClient();
            using var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
            said.AppendLine(await health.Content.ReadAsStringAsync());
        }

        Assert.That(said.ToString(), Does.Contain("importFailed").And.Contain("\"orderHeld\":1"));
        await RunAsync(ExitCode.Done, "2026-11-10T10:00", "register", "import", person, "--instead-of", failed);
        await RunAsync(ExitCode.Done, "2026-11-10T10:30", "status");
    }

    /// <summary>The page shows no person of the register; here also when a recipient's text names a person.</summary>
    private async Task LookAsync()
    {
        await using var site = await SiteOf.InstallationAsync(installation, "2026-11-29T08:00");
        using var client = site.NewClient();
        foreach (
            var path in new[]
            {
                "/",
                "/permits/kainuu-laajat",
                "/deliveries/1",
                "/deliveries/2",
                "/deliveries/3",
                "/deliveries/4",
                "/health",
                "/metrics",
            })
        {
            using var answer = await client.GetAsync(new Uri($"{path}?lang=en", UriKind.Relative));
            Assert.That((int)answer.StatusCode, Is.EqualTo(path == "/health" ? 503 : 200), path);
            said.AppendLine(HtmlsOwnWords().Replace(await answer.Content.ReadAsStringAsync(), " "));
        }

        foreach (var line in site.Logged)
        {
            said.AppendLine(line);
        }

        Assert.That(said.ToString(), Does.Contain("cannot load (number)"));
    }

    [GeneratedRegex(
        "\\?lang=| class=\"[^\"]*\"|</?[a-z0-9]+| [a-z-]+=|&[a-z#0-9]+;",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex HtmlsOwnWords();

    private async Task RunAsync(ExitCode? expected, string at, params string[] arguments)
    {
        var outcome = await InProcess.RunAsync([.. arguments, .. installation.Options, "--at", at, "--verbose"]);
        said.AppendLine(outcome.Output).AppendLine(outcome.Errors);
        if (expected is { } code)
        {
            Assert.That(outcome.Code, Is.EqualTo((int)code), $"{string.Join(' ', arguments)} at {at}: {outcome}");
        }
    }

    /// <summary>Everything that must hold no person: all files but databases, delivered files, and the copies that the test made of
    /// them.</summary>
    private IEnumerable<string> Readable() =>
        Directory
            .EnumerateFiles(installation.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path =>
                !path.StartsWith(installation.Config, StringComparison.Ordinal)
                && !path.Contains(".db", StringComparison.Ordinal)
                && !Delivered.Contains(Path.GetExtension(path)));
}
