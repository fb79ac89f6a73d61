using System.IO.Abstractions;
using LedgerSome = Muutostieto.Deliveries.Tests.Ledger.Some;
using Microsoft.Data.Sqlite;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.Disclosure;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Tests.Status;

/// <summary>An installation to look at: a permit "kainuu" of every Monday 02:30, a register, and a ledger that the test fills.</summary>
internal sealed class StatusScene : IDisposable
{
    private readonly ConfigurationFolder folder = new();
    private readonly TestRegister register = TestRegister.Of(ResidentDocument.Of());
    private SqliteLedger? ledger;

    public StatusScene() => Directory.CreateDirectory(Data);

    /// <summary>Monday 2026-11-23 02:30, as <see cref="LedgerSome.Time"/>.</summary>
    public SetClock Clock { get; } = new(LedgerSome.Time);

    private static readonly string Terms = new DeliveryTerms
    {
        Permit = "kainuu",
        Recipient = "kainuun-hyvinvointialue",
        CustomerNumber = "38950",
        RegisterName = "KAIREK",
        Municipalities = ["205", "290"],
        Product = "suppea",
        Groups = [new TermsGroup("004", null)],
        Formats = ["fixed", "csv"],
        Drop = "default",
    }.ToJson();

    public string Data => folder.DataRoot;

    public string LedgerPath => Path.Combine(Data, "ledger.db");

    public RunMemoryFile Memory => new(new FileSystem(), Data);

    public SqliteLedger Ledger => ledger ??= SqliteLedger.Open(LedgerPath);

    public Configuration Configuration => field ??= folder.Load() is { Configuration: { } loaded }
        ? loaded with { Settings = loaded.Settings with { RegisterPath = register.Path } }
        : throw new AssertionException(folder.Load().Report.ToString());

    public string RegisterPath => register.Path;

    public StatusSource Source => new(Configuration, null, Data, new RemedyNames(), new FileSystem());

    public ServiceStatus Read(StatusSource? source = null) => new StatusReader(Clock).Read(source ?? Source);

    /// <summary>What has to be seen to, as kinds and what they are about.</summary>
    public IEnumerable<string> Alerts(StatusSource? source = null) =>
        Read(source).Alerts.Select(alert => $"{alert.KindName} {alert.Delivery?.Title ?? alert.Permit}".TrimEnd());

    /// <summary>A delivery published at the time of the clock.</summary>
    public Delivery Publish(Delivery? after = null, long to = 1)
    {
        var plan = after is null ? LedgerSome.BasePlan(to: to) : LedgerSome.ChangesPlan(after, $"{Clock.Now:O}", to);
        var delivery = Ledger.Plan(plan with { Planned = Clock.Now, Terms = Terms });
        Ledger.MarkComposed(delivery.Id, LedgerSome.Files(delivery), LedgerSome.Counts, Clock.Now);
        return Ledger.MarkPublished(delivery.Id, Clock.Now.AddMinutes(1), "drop");
    }

    /// <summary>Alters the ledger behind the program's back.</summary>
    public void Damage(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LedgerPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of the tests.
        command.CommandText =
            "DROP TRIGGER IF EXISTS delivery_keeps_its_plan; DROP TRIGGER IF EXISTS delivery_is_never_removed; DROP TRIGGER IF EXISTS "
                + "file_is_never_removed; PRAGMA foreign_keys = OFF; "
            + sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Close()
    {
        ledger?.Dispose();
        ledger = null;
    }

    public void Dispose()
    {
        Close();
        register.Dispose();
        folder.Dispose();
    }
}
