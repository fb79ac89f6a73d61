using System.Text;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.Records.Files;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// A whole installation but for the command line: configuration, register, ledger and drop are real, the clock is the test's.
/// </summary>
internal sealed class ServiceScene : IDisposable
{
    private readonly TestRegister register = TestRegister.Of(ResidentDocument.Of());
    private readonly ConfigurationFolder folder = new();
    private readonly IRegisterWriter writer;
    private readonly SqliteLedger ledger;
    private Configuration? configuration;
    private int entries;

    public ServiceScene()
    {
        File.Delete(Path.Combine(folder.Root, "permits", "kainuu.json"));
        writer = SqliteRegister.OpenWrite(register.Path);
        ledger = SqliteLedger.Open(Path.Combine(folder.DataRoot, "ledger.db"));
        Clock = new LeapingClock(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2)));
        Limits = new RunLimits(2);
        Drop = name => DropFactory.Create(name, Configuration.Settings.Drops[name], folder.DataRoot, Clock, new DiskSync());
    }

    public LeapingClock Clock { get; }

    public ILedger Ledger => ledger;

    public RunLimits Limits { get; set; }

    public RetryPolicy Retry { get; set; } = RetryPolicy.None;

    public Func<string, IDrop> Drop { get; set; }

    public Configuration Configuration =>
        configuration ??= folder.Load() is { Configuration: { } loaded }
            ? loaded
            : throw new AssertionException(folder.Load().Report.ToString());

    /// <summary>Adds or replaces a permit of Kajaani's residents, who get their names only.</summary>
    public void Permit(string id, string rule, string time, string holidays = "keep", string drop = "default", string from = "2026-01-05")
    {
        folder.Write($"permits/{id}.json", ConfigurationFolder.Permit
            .Replace("\"id\": \"kainuu\"", $"\"id\": \"{id}\", \"holidays\": \"{holidays}\"", StringComparison.Ordinal)
            .Replace("kainuun-hyvinvointialue", "saaja-" + id, StringComparison.Ordinal)
            .Replace("KAIREK", id.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", rule, StringComparison.Ordinal)
            .Replace("02:30", time, StringComparison.Ordinal)
            .Replace("2026-01-05", from, StringComparison.Ordinal)
            .Replace("\"fixed\", \"csv\"", "\"fixed\"", StringComparison.Ordinal)
            .Replace("\"drop\": \"default\"", $"\"drop\": \"{drop}\"", StringComparison.Ordinal));
        configuration = null;
    }

    /// <summary>Replaces the drops.</summary>
    public void Drops(params string[] names)
    {
        var drops = string.Join(", ", names.Select(name => $$"""  "{{name}}": { "type": "directory", "path": "{{name}}" } """));
        folder.Write("appsettings.json", $$"""{ "Environment": "demo", "Drops": { {{drops}} } }""");
        configuration = null;
    }

    /// <summary>A person changes name: one entry.</summary>
    public void Happen()
    {
        var name = $"Nimi{++entries}";
        using var transaction = writer.Begin();
        transaction.Append(
            new NewEntry(
                "XDV",
                "20260105",
                "0",
                "1",
                Encoding.UTF8.GetBytes(
                    $$"""{"hetu":"010190-900X","tapahtuma":"XDV","rekisterointipv":"20260105","muutostyyppi":"0","rooli":"1","ryhmat":"""
                        + $$"""[{"ryhma":"004","muutos":"3","sukunimi":"{{name}}","etunimet":"Aino Maria"}]}"""
                ),
                TestRegister.Person(ResidentDocument.Of().Replace("Korhonen", name, StringComparison.Ordinal)) with
                {
                    PersonId = 1,
                }));
        transaction.Commit();
    }

    /// <summary>The key of the last entry.</summary>
    public long LatestKey()
    {
        using var reader = SqliteRegister.OpenRead(register.Path);
        return reader.LatestKey().Value;
    }

    /// <summary>One waking.</summary>
    public Task<BatchResult> RunAsync(
        string? permit = null,
        IDeliveryObserver? observer = null,
        CancellationToken cancellation = default) =>
        new BatchRun(
            Configuration.Deliveries,
            ledger,
            () => SqliteRegister.OpenRead(register.Path),
            (own, recording) => new DeliveryEngine(Configuration.Deliveries, Layouts.Catalog, own, recording, Drop, Clock, new DiskSync()),
            Clock,
            Limits,
            Retry
        ).RunAsync(permit, observer ?? new NoObserver(), cancellation);

    /// <summary>The manifest of a delivery as the recipient has it.</summary>
    public string Manifest(Delivery delivery, string drop = "drop") =>
        File.ReadAllText(Path.Combine(folder.DataRoot, drop, "saaja-" + delivery.Permit, "download", delivery.Manifest!.Name));

    public void Dispose()
    {
        Limits.Dispose();
        writer.Dispose();
        ledger.Dispose();
        register.Dispose();
        folder.Dispose();
    }

    private sealed class NoObserver : IDeliveryObserver
    {
        public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total) => null;

        public void End(Delivery delivery, DeliveryStep step)
        {
        }
    }
}
