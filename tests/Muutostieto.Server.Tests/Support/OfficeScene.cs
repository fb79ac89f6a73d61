using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Store;
using Muutostieto.Server.SelfService.Auditors;
using Muutostieto.Server.SelfService.Customers;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Operators;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.Support;

/// <summary>An installation of six residents with one permit of the test users' recipient, and the pages over it.</summary>
internal sealed class OfficeScene : IPageArea, IAsyncDisposable
{
    internal const string Permit = "puolanka";
    internal const string Order = "asukkaat";
    internal const string Code = "010190-900X";

    private readonly string root = Directory.CreateTempSubdirectory("muutostieto-office-").FullName;
    private readonly DiskSync disk = new();
    private readonly RunGate gate;
    private readonly ServiceRuns runs;
    private readonly AuditService audit;
    private readonly RunningOperations running;
    private readonly IReadOnlyList<IPageArea> areas;

    internal OfficeScene()
    {
        Copy(Repository.Config, Config);
        foreach (var permit in Directory.GetFiles(Path.Combine(Config, "permits")))
        {
            File.Delete(permit);
        }

        File.WriteAllText(
            Path.Combine(Config, "permits", $"{Permit}.json"),
            $$"""
            { "id": "{{Permit}}", "recipient": "puolangan-kunta", "validFrom": "2026-01-01", "customerNumber": "7", "registerName": "P",
              "area": { "municipalities": ["620"] }, "product": "laajat", "drop": "default", "formats": ["csv"],
              "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" } }
            """);
        File.WriteAllText(
            Path.Combine(Config, "permits", "otokset.json"),
            """
            { "id": "otokset", "recipient": "puolangan-kunta", "validFrom": "2026-01-01", "customerNumber": "9", "registerName": "O",
              "area": { "municipalities": ["620"] }, "drop": "default", "formats": ["csv"],
              "orders": { "purposes": ["statistics"], "targets": ["persons"], "groups": ["003", "004"] } }
            """);
        Directory.CreateDirectory(Path.Combine(Config, "orders"));
        File.WriteAllText(
            Path.Combine(Config, "orders", $"{Order}.json"),
            $$"""
            { "id": "{{Order}}", "permit": "otokset", "purpose": "statistics", "content": { "groups": ["003", "004"] } }
            """);
        Directory.CreateDirectory(Data);
        using (var register = TestRegister.Of(
            [.. "XYVWUT".Select((end, index) => ResidentDocument.Of($"010190-90{index}{end}", "620"))]))
        {
            File.Copy(register.Path, Path.Combine(Data, "register.db"));
        }

        var options = new ServiceOptions(
            Config, Data, TimeSpan.FromSeconds(5), TextWriter.Null, (_, _) => { }, new RemedyNames(), disk);
        var live = new LiveConfiguration(options, TimeProvider.System);
        gate = new RunGate(options, live, TimeProvider.System, NullLogger<RunGate>.Instance);
        runs = new ServiceRuns(live, gate, options, TimeProvider.System, NullLogger<ServiceRuns>.Instance);
        Store = SelfServiceStore.Open(Path.Combine(Data, SelfServiceStore.FileName));
        Applications = new ApplicationService(Store, Open, TimeProvider.System);
        audit = new AuditService(Open, TimeProvider.System);
        Operations = new OperationService(runs, Open, Status, TimeProvider.System);
        running = new RunningOperations(Operations, TimeProvider.System, NullLogger<RunningOperations>.Instance);
        var (languages, shelf) = (new Languages(), new WordShelf());
        var language = new PageLanguage(languages);
        areas =
        [
            new DeliveryPages(new DeliveryService(Open, new AuditedDownloads(), TimeProvider.System), languages, shelf),
            new DecisionPages(new DecisionService(Store, Open, Clock, twoPersons: false), shelf, language, languages),
            new ServicePages(Operations),
            new OperationPages(Operations, running, language, shelf),
            new AuditorPages(audit, language, shelf),
        ];
    }

    public IReadOnlyList<PageTask> Tasks => [.. areas.SelectMany(area => area.Tasks)];

    internal OperationService Operations { get; }

    internal ApplicationService Applications { get; }

    private SelfServiceStore Store { get; }

    internal string Data => Path.Combine(root, "data");

    internal string Config => Path.Combine(root, "config");

    public void Map(SelfServiceRoutes routes)
    {
        foreach (var area in areas)
        {
            area.Map(routes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        audit.Dispose();
        runs.Dispose();
        gate.Dispose();
        Store.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Of decisions: the real time, and what a test adds to it.</summary>
    internal LaterClock Clock { get; } = new();

    private Installation Open() => new(Config, Data, TimeProvider.System, timeIsSet: false, new RemedyNames(), disk);

    private StatusSource Status()
    {
        using var work = Open();
        return new StatusSource(work.Configuration, null, Data, new RemedyNames(), disk.Files);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
