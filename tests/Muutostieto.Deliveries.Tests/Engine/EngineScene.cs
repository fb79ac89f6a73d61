using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Audit.Files;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Reconciliation;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>
/// The whole engine in a folder of its own, over a real register, ledger and drop: what a nightly run works with. Its parts are opened anew
/// for each run, as a process would.
/// </summary>
internal sealed class EngineScene : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly LifeRegister? own;

    /// <summary>Uses a separate, empty register.</summary>
    internal EngineScene(params Permit[] permits)
        : this(new LifeRegister(), permits) => own = Register;

    /// <summary>Over a register that the test keeps.</summary>
    internal EngineScene(LifeRegister life, params Permit[] permits)
        : this(life, null, permits)
    {
    }

    /// <summary>Over a register that the test keeps, and a ledger that the scene disposes of; null: one in a file.</summary>
    internal EngineScene(LifeRegister life, SqlLedger? ledger, params Permit[] permits)
    {
        Life = life;
        Events = new LifeEvents(life);
        Register = life;
        Drop = NewDrop(new FileSystem(), NoDisk.Instance);
        Ledger = ledger ?? SqliteLedger.Open(LedgerPath);
        Permits = [.. permits];
    }

    internal static DateTimeOffset Monday { get; } = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    internal SetClock Clock { get; } = new(Monday);

    /// <summary>A test may put an earlier one in its place.</summary>
    internal SqlLedger Ledger { get; set; }

    /// <summary>Ledger and audit as they are now; the ledger is a file.</summary>
    internal LedgerSnapshot Snapshot() => new(this);

    internal string LedgerPath => Path.Combine(folder, "ledger.db");

    internal string AuditFolder => Path.Combine(folder, "audit");

    internal IEnumerable<AuditEntry> AuditEntries() =>
        new FolderChainReader(new FileSystem(), AuditFolder).Lines().Select(line => line.Entry()!);

    internal FragileDrop Drop { get; set; }

    internal ScriptedObserver Observer { get; } = new();

    internal List<Permit> Permits { get; }

    internal IReadOnlyList<Merger> Mergers { get; set; } = [];

    internal bool WithdrawPublished { get; set; }

    /// <summary>Whether a night compares the content of what is published, not its size alone.</summary>
    internal bool ComparesContent { get; set; }

    /// <summary>
    /// Any but to 0 persons, unless a test says otherwise: of the few persons of a scene, one is far more than the usual share.
    /// </summary>
    internal int MaxBaseShrinkPercent { get; set; } = 100;

    internal ServiceStatus Status()
    {
        Register.Commit();
        return new StatusReader(Clock).Read(new StatusSource(Configuration, null, folder, new RemedyNames(), Disk.Files));
    }

    /// <summary>The register that the scene began with.</summary>
    internal LifeRegister Life { get; }

    /// <summary>What happens to the people in it.</summary>
    internal LifeEvents Events { get; }

    /// <summary>What the engine reads; a test may put another one in its place.</summary>
    internal LifeRegister Register { get; set; }

    /// <summary>Where outbox, audit and keys are; a test may put one in its place that fails.</summary>
    internal IDiskSync Disk { get; set; } = new DiskSync();

    internal GroupCatalog Catalog { get; set; } = Layouts.Catalog;

    /// <summary>Chooses the persons of extracts; null: none are made.</summary>
    internal IOrderSelection? Selection { get; set; }

    /// <summary>Those that share the ledger with this one; null: it is alone.</summary>
    internal Func<RunLimits, IWorkers>? Workers { get; set; }

    /// <summary>Orders that are repeated.</summary>
    internal List<RecurringOrder> Orders { get; } = [];

    internal DeliveryEngine Engine =>
        new(Configuration.Deliveries with { Orders = Orders }, Catalog, Register.Reader, Ledger, _ => Drop, Clock, Disk, Selection);

    /// <summary>The engine of one of several workers, with a disk of its own under outbox and drop.</summary>
    internal DeliveryEngine EngineOf(ILedger ledger, IDiskSync disk)
    {
        var drop = NewDrop(disk.Files, disk);
        return new(Configuration.Deliveries, Catalog, Register.Reader, ledger, _ => drop, Clock, disk, Selection);
    }

    internal Reconciler Reconciler => new(Configuration.Deliveries, Catalog, Register.Reader, Ledger, _ => Drop, Clock, Disk);

    internal MunicipalityDirectory Municipalities => Configuration.Municipalities;

    internal string OutboxFolderOf(Delivery delivery) =>
        Path.Combine(folder, "outbox", delivery.Permit, Path.GetFileNameWithoutExtension(delivery.Manifest!.Name));

    /// <summary>A permit for Kajaani and Kuhmo, both forms, every Monday or every second one.</summary>
    internal static Permit Permit(string id, int interval = 1, bool hasRight = false, string product = "kaikki", params string[] area) =>
        new()
        {
            Id = id,
            Recipient = id,
            ValidFrom = new DateOnly(2026, 1, 1),
            CustomerNumber = "38950",
            RegisterName = id.ToUpperInvariant(),
            Area = new MunicipalityArea(area.Length > 0 ? area : ["205", "290"]),
            Product = product,
            NonDisclosureRight = Some.Right(hasRight),
            Files = new FilesChannel
            {
                Rhythm = new Rhythm($"FREQ=WEEKLY;INTERVAL={interval};BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5)),
                Formats = [DeliveryFormat.Fixed, DeliveryFormat.Csv],
                Drop = "default",
            },
        };

    /// <summary>The scene's drop over a file system of the test's.</summary>
    internal FragileDrop NewDrop(IFileSystem files, IDiskSync disk) =>
        new(new DirectoryDrop("default", Path.Combine(folder, "drop"), createRoot: true, files, disk, TimeProvider.System));

    /// <summary>A run, the permits one after another, so that what a test makes up happens in the same order each time.</summary>
    internal async Task<BatchResult> RunAsync()
    {
        using var limits = new RunLimits(1);
        var run = NewRun(limits);
        var results = new List<BatchResult>();
        foreach (var permit in Permits)
        {
            results.Add(await run.RunAsync(permit.Id, Observer, CancellationToken.None));
        }

        return new BatchResult([.. results.SelectMany(result => result.Deliveries)], [.. results.SelectMany(result => result.Failures)])
        {
            Notices = [.. results.SelectMany(result => result.Notices)],
        };
    }

    /// <summary>A run that serves the permits side by side.</summary>
    internal async Task<BatchResult> RunAtOnceAsync()
    {
        using var limits = new RunLimits(Permits.Count);
        return await NewRun(limits).RunAsync(Observer, CancellationToken.None);
    }

    /// <summary>A whole night: receipts, what is due, overdue, retention.</summary>
    internal async Task<NightlyResult> NightAsync(IDeliveryObserver? observer = null)
    {
        using var limits = new RunLimits(1);
        var night = new NightlyRun(
            Configuration.Deliveries, NewRun(limits), Ledger, _ => Drop, Clock, Disk, workers: Workers?.Invoke(limits));
        return await night.RunAsync(observer ?? Observer, CancellationToken.None);
    }

    /// <summary>
    /// Accepts, as an operator does, the bases that were refused for having no persons, which a life of few persons brings about.
    /// </summary>
    /// <returns>The other failures.</returns>
    internal async Task<IReadOnlyList<BatchFailure>> AcceptEmptyBasesAsync(IReadOnlyList<BatchFailure> failures)
    {
        var empty = failures.Where(failure => failure.Message.Contains("the base would hold 0 persons", StringComparison.Ordinal)).ToList();
        foreach (var failure in empty)
        {
            await FinishAsync(Engine.Planner.RequestedBase(Permits.Single(permit => permit.Id == failure.Permit), accepted: 0));
        }

        return [.. failures.Except(empty)];
    }

    internal async Task<Delivery> FinishAsync(Delivery delivery) => await Engine.FinishAsync(delivery, Observer, CancellationToken.None);

    /// <summary>Published deliveries that are not withdrawn, in order of planning.</summary>
    internal List<Delivery> Published(string permit) =>
        [
            .. Ledger
                .List(new DeliveryFilter { Permit = permit })
                .Where(delivery => delivery.Published is not null && delivery.Withdrawn is null),
        ];

    /// <summary>A recipient that has loaded all of it from the drop.</summary>
    internal MemoryRecipient RecipientOf(string permit, bool fromCsv)
    {
        var recipient = new MemoryRecipient(fromCsv);
        foreach (var delivery in Published(permit))
        {
            recipient.Load(FilesOf(delivery), delivery.Kind == DeliveryKind.Base);
        }

        return recipient;
    }

    /// <summary>A folder with the files of one delivery, as they are in the drop.</summary>
    internal string FilesOf(Delivery delivery)
    {
        var target = Path.Combine(folder, "fetched", $"{delivery.Id}");
        Directory.CreateDirectory(target);
        foreach (var file in delivery.Files)
        {
            File.Copy(Path.Combine(Drop.LocationOf(delivery.Permit), file.Name), Path.Combine(target, file.Name), overwrite: true);
        }

        return target;
    }

    public void Dispose()
    {
        Ledger.Dispose();
        own?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private BatchRun NewRun(RunLimits limits)
    {
        Register.Commit();
        return new BatchRun(
            Configuration.Deliveries with { Orders = Orders },
            Ledger,
            () => SqliteRegister.OpenRead(Register.Path),
            (register, ledger) => new DeliveryEngine(
                Configuration.Deliveries, Catalog, register, ledger, _ => Drop, Clock, Disk, Selection),
            Clock,
            limits,
            RetryPolicy.None,
            Workers?.Invoke(limits));
    }

    /// <summary>The database that the audit is in; null: the audit folder has it.</summary>
    internal StoreSettings? AuditStore { get; set; }

    /// <summary>Opened anew at each use.</summary>
    internal IAuditTrail Audit => Settings.Audit.Open(Clock, Disk);

    internal DeliverySettings Settings => Configuration.Deliveries.Settings;

    private Configuration Configuration =>
        new()
        {
            Directory = folder,
            Settings = new ServiceSettings
            {
                Environment = RunEnvironment.Demo,
                DataDirectory = folder,
                RegisterPath = Register.Path,
                LedgerPath = Path.Combine(folder, "ledger.db"),
                OutboxPath = Path.Combine(folder, "outbox"),
                WithdrawPublished = WithdrawPublished,
                Store = AuditStore,
                Run = new RunSettings { MaxBaseShrinkPercent = MaxBaseShrinkPercent },
                Drops = new Dictionary<string, DropSettings>
                {
                    ["default"] = new DirectoryDropSettings("drop") { ComparesContent = ComparesContent },
                },
                Serilog = new Dictionary<string, string?>(),
            },
            Permits = Permits,
            Products = new Dictionary<string, Product>
            {
                ["kaikki"] = new(
                    "kaikki",
                    "Kaikki",
                    "All",
                    [.. Layouts.Catalog.Groups.Select(group => group.Code).Distinct().Select(code => new ProductGroup(code, null))]),
                ["suppea"] = new(
                    "suppea",
                    "Suppea",
                    "Narrow",
                    [.. new[] { "001", "004", "015", "101", "204" }.Select(code => new ProductGroup(code, null))]),
            },
            Municipalities = new MunicipalityDirectory(
                [
                    new("091", "Helsinki", "Helsingfors", "90"),
                    new("205", "Kajaani", "Kajana", "20"),
                    new("290", "Kuhmo", "Kuhmo", "20"),
                    new("765", "Sotkamo", "Sotkamo", "20"),
                ],
                [new("20", "Kainuu", "Kajanaland"), new("90", "Helsinki", "Helsingfors")],
                Mergers),
        };
}
