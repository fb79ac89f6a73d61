using System.Diagnostics;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>
/// The source is a process of its own that is killed and started again, on a way that refuses, cuts, resets, slows down and falls silent;
/// the feed is stopped at any moment. Whenever it has come to the end, recipients of files from either register have the same tables.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class BridgeProcessTests
{
    private const string Weeks = "8";
    private const int LongestAttempt = 1500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private InterfaceScene source = null!;
    private string[] delivered = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        source = await InterfaceScene.StartAsync(
            persons: 300, weeks: 2, ", \"pagePersons\": 2, \"quota\": { \"calls\": 100000, \"seconds\": 1 }");
        var installation = source.Service.TestInstallation;
        TestInstallation.CopyFolder(installation.Config, Delivering);
        File.Copy(Path.Combine(Repository.Root, "config", "permits", $"{TestInstallation.Permit}.json"), PermitOf(Delivering), true);
        File.WriteAllText(PermitOf(Delivering), Right(File.ReadAllText(PermitOf(Delivering))));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => source.DisposeAsync();

    private static IEnumerable<int> Seeds => [3, 20, 71, Random.Shared.Next(1000, 1_000_000)];

    [TestCaseSource(nameof(Seeds))]
    public async Task Files_of_a_fed_register_load_into_the_tables_that_files_of_its_source_load_into(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var way = new MeddlingProxy(source.Port, seed) { OneFaultIn = random.Next(2, 5) }.Start();
        using var fed = new TestInstallation();
        fed.WriteSettings();
        File.WriteAllText(PermitOf(fed.Config), Right(File.ReadAllText(PermitOf(fed.Config))));
        Directory.CreateDirectory(fed.Data);
        using (var loader = SqliteRegister.Create(fed.Register, new RegisterOrigin(RegisterKind.Synthetic, "fed"), TimeProvider.System))
        {
            loader.Complete();
        }

        await FeedAsync(fed, way, random, run => token => run.LoadAsync(again: true, token));
        foreach (var round in Enumerable.Range(0, 2))
        {
            if (round > 0)
            {
                await RunAsync(source.Service.TestInstallation.Config, "register", "simulate", "--weeks", Weeks, "--seed", $"{seed}");
            }

            var expected = await DeliveredBySourceAsync(round > 0);
            await FeedAsync(fed, way, random, run => run.RunAsync);
            await RunInAsync(fed.Config, fed.Data, "deliver", round == 0 ? "base" : "changes", TestInstallation.Permit, "--clock-ok");
            var found = await LoadedAsync(fed.Config, fed.Data, fed.In("recipient.db"));
            Assert.That(found, Is.Not.Empty);
            var differences = found.Except(expected).Select(row => $"by the bridge: {row}")
                .Concat(expected.Except(found).Select(row => $"by files:      {row}"));
            Assert.That(differences, Is.Empty, $"seed {seed}, round {round}; {way.Met}");
            Assert.That(found, Has.Length.EqualTo(expected.Length));
        }

        TestContext.Out.WriteLine(way.Met);
    }

    /// <summary>Feeds until it has come to the end once; now and then it is stopped, or its source killed, in the middle.</summary>
    private async Task FeedAsync(
        TestInstallation fed,
        MeddlingProxy way,
        Random random,
        Func<FeedRun, Func<CancellationToken, Task<FeedReport>>> what)
    {
        var isKilled = false;
        for (var since = Stopwatch.StartNew(); ;)
        {
            Assert.That(since.Elapsed, Is.LessThan(Patience), way.Met);
            using var stop = new CancellationTokenSource();
            stop.CancelAfter(random.Next(3) == 0 ? random.Next(1, LongestAttempt) : Timeout.Infinite);
            var attempt = TryAsync(fed, way, what, stop.Token);
            if (!isKilled && random.Next(3) == 0)
            {
                isKilled = true;
                await Task.Delay(random.Next(100));
                await source.Service.KillAsync();
                await source.StartServiceAsync();
            }

            if (await attempt)
            {
                return;
            }
        }
    }

    /// <returns>Whether it came to the end.</returns>
    private static async Task<bool> TryAsync(
        TestInstallation fed,
        MeddlingProxy way,
        Func<FeedRun, Func<CancellationToken, Task<FeedReport>>> what,
        CancellationToken cancellation)
    {
        var feed = new FeedSource
        {
            Url = new Uri(way.Address, "/api/v1"),
            User = "mutpT1",
            Password = "pwd",
            XRoadClient = "FI/MUN/0245437-2/testi-client",
            Scope = new FeedScope(["697"]),
            Retries = 3,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Silence = TimeSpan.FromSeconds(2),
            PersonsOfCall = 50,
        };
        using var client = new SourceClient(feed);
        using var register = SqliteRegister.OpenRead(fed.Register);
        var files = new System.IO.Abstractions.FileSystem();
        var layouts = Records.Groups.GroupCatalogReader.Load(files, Path.Combine(fed.Config, "groups.json"));
        var mapping = InterfaceMapping.Load(files, fed.Config, layouts);
        var run = new FeedRun(feed, client, mapping, register, () => SqliteRegister.OpenWrite(fed.Register), TimeProvider.System);
        try
        {
            _ = await Task.Run(() => what(run)(cancellation), CancellationToken.None);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
        {
            return false;
        }
    }

    /// <summary>What a recipient of the source's own files has.</summary>
    /// <param name="hasChanged">Whether the source has changed since the last time.</param>
    private async Task<string[]> DeliveredBySourceAsync(bool hasChanged)
    {
        if (hasChanged || delivered.Length == 0)
        {
            var kind = delivered.Length == 0 ? "base" : "changes";
            await RunAsync(Delivering, "deliver", kind, TestInstallation.Permit, "--clock-ok");
            var installation = source.Service.TestInstallation;
            delivered = await LoadedAsync(Delivering, installation.Data, installation.In("recipient.db"));
        }

        return delivered;
    }

    private static async Task<string[]> LoadedAsync(string config, string data, string database)
    {
        var download = Path.Combine(data, "drop", TestInstallation.Recipient, "download");
        await RunInAsync(config, data, "load", download, "--into", database, "--accept");
        return SharedTables.Rows(database);
    }

    private Task RunAsync(string config, params string[] arguments) =>
        RunInAsync(config, source.Service.TestInstallation.Data, arguments);

    private static async Task RunInAsync(string config, string data, params string[] arguments)
    {
        var (code, output, errors) = await Programs.TryAsync(
            "dotnet", config, [TestedProgram.Path, .. arguments, "--config", config, "--data", data]);
        _ = new Outcome(code, output, errors).AssertDone();
    }

    /// <summary>The configuration by which the source delivers files beside its service, which has nothing to deliver.</summary>
    private string Delivering => source.Service.TestInstallation.In("delivering");

    private static string PermitOf(string config) => Path.Combine(config, "permits", $"{TestInstallation.Permit}.json");

    /// <summary>A permit of one municipality, with the right of 37 §.</summary>
    private static string Right(string permit) => permit
        .Replace("{ \"county\": \"20\" }", "{ \"municipalities\": [\"697\"] }", StringComparison.Ordinal)
        .Replace("\"nonDisclosureRight\": false", "\"nonDisclosureRight\": true", StringComparison.Ordinal);
}
