using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Drops;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Hosting.Settings;

/// <summary>What <c>appsettings.json</c> and the environment say, with absolute paths.</summary>
public sealed record ServiceSettings
{
    /// <summary>A feed that comes every two weeks, and a day.</summary>
    public const int DefaultFeedQuietDays = 15;

    public required RunEnvironment Environment { get; init; }

    /// <summary>The folder of everything that the program writes (<c>--data</c>), where relative paths start.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The register's SQLite file. Default <c>register.db</c> below the data directory.</summary>
    public required string RegisterPath { get; init; }

    /// <summary>For how many days a fed register may be without an import before that is an alert. 1 to 366, default 15.</summary>
    public int FeedQuietDays { get; init; } = DefaultFeedQuietDays;

    /// <summary>
    /// In a fed register, how many days after an order's last day an import must have succeeded before the order ends. 0 to 366, default
    /// 14.
    /// </summary>
    public int GraceDays { get; init; } = DateDrivenEntries.DefaultGraceDays;

    /// <summary>The ledger's SQLite file. Default <c>ledger.db</c> below the data directory.</summary>
    public required string LedgerPath { get; init; }

    /// <summary>The database that register, ledger and audit chain are in; null: their files.</summary>
    public StoreSettings? Store { get; init; }

    /// <summary>The folder of composed deliveries. Default <c>outbox</c> below the data directory.</summary>
    public required string OutboxPath { get; init; }

    /// <summary>
    /// The folder of the audit chain, of its anchors wherever the chain is, and of the audit trail. Default <c>audit</c> below the data
    /// directory.
    /// </summary>
    public string AuditPath
    {
        get => field ?? Path.Combine(DataDirectory, "audit");
        init;
    }

    /// <summary>The same for the interface's answers, which may have a login of their own in the database.</summary>
    public ServiceSettings ForInterface() => Store is { InterfaceConnection: not null } store
        ? this with { Store = store.ForInterface() }
        : this;

    /// <summary>Where the audit chain is: the database of <see cref="Store"/>, or its folder.</summary>
    public AuditPlace Audit => Store is { } store ? new AuditInDatabase(AuditPath, store) : new AuditInFolder(AuditPath);

    /// <summary>After how many years an entry of the audit chain loses its persons. At least 5, the default.</summary>
    public int AuditYears { get; init; } = 5;

    /// <summary>The keys that sign manifests.</summary>
    public SigningSettings Signing
    {
        get => field ?? new SigningSettings(Path.Combine(DataDirectory, "keys"));
        init;
    }

    /// <summary>By name. Their paths are as configured, see <see cref="DropSettings"/>.</summary>
    public required IReadOnlyDictionary<string, DropSettings> Drops { get; init; }

    /// <summary>
    /// Whether a run, or an import, withdraws at once what is in a drop unanswered when a non-disclosure order was entered or a right
    /// revoked since, and makes a new base in its place (<c>NonDisclosure.withdrawPublished</c>). Default false: it raises an alert.
    /// </summary>
    public bool WithdrawPublished { get; init; }

    /// <summary>How deliveries are made and published.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>What deliveries cost.</summary>
    public PriceList Prices { get; init; } = new();

    /// <summary>
    /// <c>Import.refuse</c>: whether an import refuses files for all that <c>check</c> calls a fault (<c>faults</c>), or for what it cannot
    /// enter alone (<c>unreadable</c>, the default).
    /// </summary>
    public bool ImportRefusesFaults { get; init; }

    /// <summary>Where <c>serve</c> shows the status page.</summary>
    public StatusPageSettings StatusPage { get; init; } = StatusPageSettings.Default;

    /// <summary>Where and how <c>serve</c> answers the JSON interface.</summary>
    public InterfaceSettings Interface { get; init; } = new();

    /// <summary>Where and how <c>serve</c> answers browsers of users.</summary>
    public SelfServiceSettings SelfService { get; init; } = new();

    /// <summary>The interface that the register is fed from; null: it is filled by files, or invented.</summary>
    public FeedSettings? Feed { get; init; }

    /// <summary>How people are notified of alerts.</summary>
    public NotifySettings Notify { get; init; } = new();

    /// <summary>
    /// The section <c>Serilog</c> as Microsoft.Extensions.Configuration takes it, keys with colons (<c>Serilog:MinimumLevel:Default</c>).
    /// Relative paths of log files are resolved below the data directory.
    /// </summary>
    public required IReadOnlyDictionary<string, string?> Serilog { get; init; }

    public bool IsProduction => Environment == RunEnvironment.Production;
}
