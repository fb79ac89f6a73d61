using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Packages;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Hosting;

/// <summary>Configuration, register and ledger of a command, each opened when it is first needed.</summary>
public sealed class Installation : IDisposable
{
    private const string BuildingLayouts = "building-groups.json";
    private readonly bool timeIsSet;
    private readonly IRemedyWords words;
    private readonly Lazy<GroupCatalog> catalog;
    private readonly Lazy<GroupCatalog> buildingCatalog;
    private readonly Lazy<Configuration> configuration;
    private readonly Lazy<IRegister> register;
    private readonly Lazy<SqlLedger> ledger;
    private readonly Lazy<IAuditTrail> audit;
    private readonly Lazy<DataFolder> data;
    private WorkTurn? taken;

    public Installation(
        string configDirectory,
        string dataDirectory,
        TimeProvider clock,
        bool timeIsSet,
        IRemedyWords words,
        IDiskSync disk)
    {
        this.words = words;
        this.timeIsSet = timeIsSet;
        ConfigDirectory = configDirectory;
        DataDirectory = Path.GetFullPath(dataDirectory);
        Clock = clock;
        Disk = disk;
        catalog = new(() => GroupCatalogReader.Load(disk.Files, LayoutsFile(disk.Files, configDirectory, "groups.json")));
        buildingCatalog = new(() => GroupCatalogReader.Load(disk.Files, BuildingLayoutsFile(disk.Files, configDirectory)));
        configuration = new(LoadConfiguration);
        register = new(OpenRegister);
        data = new(() => new DataFolder(disk.Files, Configuration.Settings));
        ledger = new(OpenLedger);
        audit = new(() => Configuration.Settings.Audit.Open(clock, disk));
    }

    /// <summary>An installation of a configuration that has been read already, and stays as it is whatever becomes of the files.</summary>
    public Installation(
        Configuration configuration,
        GroupCatalog catalog,
        string dataDirectory,
        TimeProvider clock,
        IRemedyWords words,
        IDiskSync disk)
        : this(configuration.Directory, dataDirectory, clock, timeIsSet: false, words, disk)
    {
        this.catalog = new(catalog);
        this.configuration = new(configuration);
    }

    public string ConfigDirectory { get; }

    public string DataDirectory { get; }

    public TimeProvider Clock { get; }

    /// <summary>Where its files are.</summary>
    public IDiskSync Disk { get; }

    public GroupCatalog Catalog => catalog.Value;

    /// <summary>The layouts of buildings.</summary>
    public GroupCatalog BuildingCatalog => buildingCatalog.Value;

    public Configuration Configuration => configuration.Value;

    /// <summary>Memory for pages of the register; null: what a merge over all municipalities needs.</summary>
    public int? RegisterCacheKilobytes { get; init; }

    public IRegister Register => register.Value;

    /// <summary>After <see cref="TakePermitAsync"/> the one that refuses when another worker has taken over.</summary>
    public ILedger Ledger => taken?.Ledger ?? ledger.Value;

    public DataFolder Data => data.Value;

    /// <summary>The keys that sign manifests.</summary>
    public SigningKeys Keys => new(Disk.Files, Configuration.Settings.Signing, Clock);

    /// <summary>The keys of series of samples.</summary>
    public SeriesKeys Series => new(Disk, Path.Combine(SharedFolder, "series"));

    /// <summary>The customers' files that updates answer.</summary>
    public CustomerFiles CustomerFiles => new(Disk, Path.Combine(SharedFolder, "customers"));

    /// <summary>The same as updates use them.</summary>
    public IUpdateFiles UpdateFiles => new UpdateFiles(CustomerFiles, () => Ledger);

    /// <summary>Who was in which delivery.</summary>
    public IAuditTrail Audit => audit.Value;

    /// <summary>Null before the first delivery.</summary>
    /// <exception cref="MuutostietoException">The data folder is missing, unreadable or another one, or there must have been a
    /// ledger.</exception>
    public ILedger? LedgerIfAny => Data.HasLedger() ? Ledger : null;

    public bool HasRegister => Data.HasRegister;

    /// <summary>The register's file or database, for messages.</summary>
    public string RegisterName => Configuration.Settings.Store is null ? Shown(Data.Register.Name) : Data.Register.Name;

    /// <summary>Keeps two runs off this installation.</summary>
    /// <param name="isShared">Whether other workers on one database may run beside it.</param>
    /// <exception cref="MuutostietoException">Transient: another run is under way; the message says which and since when.</exception>
    public RunLock AcquireRunLock(bool isShared = false) => Data.Ledger.AcquireRunLock(Disk.Files, DataDirectory, Clock, isShared);

    /// <summary>
    /// Waits until no other worker serves a permit, and takes it: until the end of this object its ledger refuses what comes when another
    /// worker has taken over.
    /// </summary>
    /// <param name="permit">The id.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="limits">How many permits this process takes up at once; null: whatever is asked for.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    public async Task<WorkTurn> TakePermitAsync(string permit, CancellationToken cancellation, RunLimits? limits = null) =>
        taken = await WorkersOf(limits).TakeAsync(permit, cancellation).ConfigureAwait(false);

    /// <summary>Waits until no other worker enters what happens in the register by date, or feeds it.</summary>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    public Task<WorkTurn> TakeRegisterAsync(CancellationToken cancellation) =>
        WorkersOf(null).TakeAsync(WorkSharing.Register, cancellation);

    /// <summary>The steps of deliveries, over this register or one of its own.</summary>
    public DeliveryEngine NewEngine() => NewEngine(Register, Ledger);

    private DeliveryEngine NewEngine(IRegister own, ILedger recording) =>
        new(
            Configuration.Deliveries,
            Catalog,
            own,
            recording,
            Drop,
            Clock,
            Disk,
            NewSelection(),
            () => BuildingCatalog,
            UpdateFiles);

    private EngineSelection NewSelection()
    {
        var lists = new OrderLists(Disk.Files, Path.Combine(ConfigDirectory, "orders"));
        return new EngineSelection(
            Series,
            new ExcludedPersons(lists, () => Ledger, Audit, Configuration.Permits),
            new CasePersons(lists),
            CustomerFiles,
            () => Ledger);
    }

    /// <summary>Everything that is due, for all permits side by side.</summary>
    public BatchRun NewRun(RunLimits limits, RetryPolicy retry) =>
        new(Configuration.Deliveries, Ledger, OpenRegister, NewEngine, Clock, limits, retry, WorkersOf(limits));

    /// <summary>A run with what belongs to the night: receipts, overdue deliveries, retention.</summary>
    public NightlyRun NewNight(BatchRun run) => new(Configuration.Deliveries, run, Ledger, Drop, Clock, Disk, UpdateFiles, WorkersOf(null));

    /// <summary>The drop of a name in the settings.</summary>
    public IDrop Drop(string name) =>
        Configuration.Settings.Drops.TryGetValue(name, out var settings)
            ? DropFactory.Create(name, settings, DataDirectory, TimeProvider.System, Disk)
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"drop \"{name}\": the settings have none of this name. Add it to Drops in "
                    + $"{Path.Combine(ConfigDirectory, "appsettings.json")}.");

    /// <summary>
    /// A path as an operator wants to read it: relative to where the command was given, when it lies below. An address stays as it is.
    /// </summary>
    public static string Shown(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal))
        {
            return path;
        }

        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>
    /// A recipient checks and loads files where there is no configuration: the layouts that came with the program serve then.
    /// </summary>
    private static string LayoutsFile(IFileSystem files, string configDirectory, string name)
    {
        var configured = Path.Combine(configDirectory, name);
        var shipped = Path.Combine(AppContext.BaseDirectory, name);
        return !files.Directory.Exists(configDirectory) && files.File.Exists(shipped) ? shipped : configured;
    }

    /// <summary>A configuration from before buildings has no layouts of them: those that came with the program serve then.</summary>
    private static string BuildingLayoutsFile(IFileSystem files, string configDirectory)
    {
        var configured = LayoutsFile(files, configDirectory, BuildingLayouts);
        var shipped = Path.Combine(AppContext.BaseDirectory, BuildingLayouts);
        return !files.File.Exists(configured) && files.File.Exists(shipped) ? shipped : configured;
    }

    public void Dispose()
    {
        if (register.IsValueCreated)
        {
            register.Value.Dispose();
        }

        if (ledger.IsValueCreated)
        {
            ledger.Value.Dispose();
        }
    }

    /// <summary>What is wrong in the configuration's folder with a file that is to come into it; warnings are of that file alone.</summary>
    public ConfigurationReport Check(CandidateFile candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var (_, report) = ConfigurationLoader.Load(
            Disk.Files, ConfigDirectory, DataDirectory, Catalog.Outlines, Clock, words, buildings: Buildings, candidate: candidate);
        return new([.. report.Faults.Where(fault => fault.Kind == FaultKind.Error || fault.File == candidate.Path)]);
    }

    /// <summary>
    /// Reads an order that is not in the folder, as its customer may: by the loader's own rules, and beside no permits but those named.
    /// </summary>
    /// <param name="candidate">The order.</param>
    /// <param name="permits">Those that it may name.</param>
    /// <returns>The order, null after an error, and what is wrong with it.</returns>
    public (ExtractOrder? Order, ConfigurationReport Report) Read(CandidateFile candidate, IReadOnlyCollection<Permit> permits)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var faults = new FaultCollector(words);
        var orderable = new OrderableGroups(Catalog.Outlines, Buildings);
        var packages = LoadPackages(orderable);
        var loaded = new OrderLoader(
            Disk.Files,
            Configuration.Municipalities,
            permits.ToDictionary(permit => permit.Id),
            orderable,
            packages,
            HelsinkiTime.Today(Clock),
            faults,
            candidate).Load(candidate.Path);
        var report = faults.Report();
        return (report.HasErrors ? null : loaded?.Order, report);
    }

    /// <summary>The packages that orders can name, in order of id. Faults are those of the configuration's check.</summary>
    public IReadOnlyList<ExtractPackage> Packages() =>
    [
        .. (LoadPackages(new OrderableGroups(Catalog.Outlines, Buildings))?.Values ?? [])
            .OrderBy(package => package.Id, StringComparer.Ordinal),
    ];

    /// <summary>What all workers must see, where several share a database.</summary>
    private string SharedFolder => Configuration.Settings.Store?.SharedFolder ?? DataDirectory;

    private IWorkers WorkersOf(RunLimits? limits) =>
        WorkSharing.Of(ledger.Value, limits, Configuration.Settings.Store?.Lease ?? TimeSpan.Zero);

    private IReadOnlyDictionary<string, ExtractPackage>? LoadPackages(OrderableGroups orderable) =>
        new PackageLoader(Disk.Files, orderable, new FaultCollector(words)).LoadFolder(Path.Combine(ConfigDirectory, "packages"));

    /// <summary>What is faulty in the folder stops everything, as it does in a permit: nothing is delivered beside it.</summary>
    private IReadOnlyDictionary<string, GroupOutline>? Buildings =>
        Disk.Files.File.Exists(BuildingLayoutsFile(Disk.Files, ConfigDirectory)) ? BuildingCatalog.Outlines : null;

    private Configuration LoadConfiguration()
    {
        var (loaded, report) = ConfigurationLoader.Load(
            Disk.Files, ConfigDirectory, DataDirectory, Catalog.Outlines, Clock, words, buildings: Buildings);
        report.ThrowIfErrors();
        return loaded is null ? throw new MuutostietoException(FailureKind.Usage, report.ToString())
            : loaded.Settings.IsProduction && timeIsSet ? throw SetTimeRefused("the configuration")
            : loaded;
    }

    private SqlLedger OpenLedger()
    {
        Data.Require();
        Data.RequireNoDeliveries();
        return Data.Ledger.Open();
    }

    private IRegister OpenRegister()
    {
        Data.Require();
        var opened = Data.Register.OpenRead(cacheKilobytes: RegisterCacheKilobytes);
        if (timeIsSet && opened.Describe().Origin.Kind == RegisterKind.Production)
        {
            opened.Dispose();
            throw SetTimeRefused("the register");
        }

        return opened;
    }

    private static MuutostietoException SetTimeRefused(string what) =>
        new(FailureKind.Usage, $"{what} is marked production, where the time is always the present.")
        {
            Remedy = new HostRemedy.LeaveTimeOut(),
        };
}
