using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Service;
using Muutostieto.Records.Files;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Support;
using Muutostieto.SelfService.Work;

namespace Muutostieto.SelfService.Tests.Residents;

/// <summary>The municipality's service over a real installation: register, ledger, outbox, drop and audit in a folder of its own.</summary>
internal sealed class ResidentScene : IDisposable
{
    internal const string Permit = "kunta";
    internal const string Recipient = "kajaanin-kaupunki";

    /// <summary>The task that shows everything that searches look at.</summary>
    internal const string Everything = "kaikki";

    /// <summary>The task that shows name and address alone.</summary>
    internal const string Addresses = "osoitteet";

    /// <summary>The task that shows the name alone.</summary>
    internal const string Names = "nimet";

    private static readonly JsonSerializerOptions Entry = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private readonly StorePlace place;
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly Random random;
    private RunGate gate = null!;
    private LiveConfiguration live = null!;
    private ServiceRuns runs = null!;
    private WorkSignal signal = null!;
    private int made;

    internal ResidentScene(int seed = 1, bool hasRight = false, bool isInDatabase = false)
    {
        place = new StorePlace(isInDatabase, Data);
        random = new Random(seed);
        CopyFolder(Repository.Config, Config);
        Directory.CreateDirectory(Data);
        File.WriteAllText(
            Path.Combine(Config, "appsettings.json"),
            $$"""
            { "Environment": "demo", "Register": { "path": {{JsonSerializer.Serialize(Register.Path)}} },
              "Drops": { "default": { "type": "directory", "path": "drop" } },
              "Prices": { "extracts": [ { "from": "2026-01-01", "audience": "authority", "extraction": 100, "units": [ { "from": 1, "price": 0.5 } ] } ] } }
            """);
        WritePermit(hasRight);
        Open();
    }

    internal LifeRegister Register { get; } = new();

    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.Zero));

    internal string Config => Path.Combine(folder, "config");

    internal string Data => Path.Combine(folder, "data");

    internal ResidentOptions Options { get; set; } = new();

    internal ResidentService Service { get; private set; } = null!;

    internal SelfServiceWork Work { get; private set; } = null!;

    internal ResidentLists Lists { get; private set; } = null!;

    internal SelfServiceStore Store { get; private set; } = null!;

    internal static SelfServiceUser User(
        string id = "virkamies-7", string recipient = Recipient, string[]? municipalities = null, params Role[] roles) => new()
        {
            Id = id,
            Name = "Ville Virkamies",
            Roles = [.. (roles.Length == 0 ? [Role.Municipality] : roles)],
            Recipient = recipient,
            Municipalities = [.. municipalities ?? ["205", "290"]],
        };

    internal static ResidentSearch All => new() { Kind = ResidentSearchKind.All };

    /// <summary>Everything of the service anew, as after a restart.</summary>
    internal void Open()
    {
        Close();
        var options = new ServiceOptions(
            Config, Data, TimeSpan.FromSeconds(5), TextWriter.Null, (_, _) => { }, new RemedyNames(), new DiskSync());
        live = new LiveConfiguration(options, Clock);
        gate = new RunGate(options, live, Clock, NullLogger<RunGate>.Instance);
        runs = new ServiceRuns(live, gate, options, Clock, NullLogger<ServiceRuns>.Instance);
        Store = place.Open();
        signal = new WorkSignal();
        var progress = new PickProgress();
        Service = new ResidentService(Store, OpenInstallation, signal, progress, Options, NullLogger<ResidentService>.Instance);
        Lists = new ResidentLists(Store, OpenInstallation, runs, progress, Options, NullLogger<ResidentLists>.Instance);
        Work = new SelfServiceWork(
            Lists, new StoreRetention(Store, Options, Clock), signal, Clock, NullLogger<SelfServiceWork>.Instance);
    }

    internal Installation OpenInstallation()
    {
        Register.Commit();
        return new Installation(
            live.Newest.Configuration, live.Current.Catalog, Data, Clock, new RemedyNames(), new DiskSync());
    }

    internal IEnumerable<AuditEntry> Entries()
    {
        var path = Path.Combine(Data, "audit", "chain.jsonl");
        return !File.Exists(path) ? [] : File.ReadAllLines(path).Select(line => JsonSerializer.Deserialize<AuditEntry>(line, Entry)!);
    }

    /// <summary>Does all that waits.</summary>
    internal async Task WorkAsync()
    {
        Register.Commit();
        while (await Work.StepAsync(isList: false, CancellationToken.None) || await Work.StepAsync(isList: true, CancellationToken.None))
        {
        }
    }

    /// <summary>A search, counted.</summary>
    internal async Task<ResidentPick> CountAsync(ResidentSearch search, string task = Everything, SelfServiceUser? user = null)
    {
        var pick = Service.Begin(user ?? User(), Permit, task, search, "KAJ 12/2026");
        await WorkAsync();
        return Service.Find(user ?? User(), pick.Id);
    }

    /// <summary>The same, and nothing else is done.</summary>
    internal async Task<ResidentPick> CountAloneAsync(ResidentSearch search)
    {
        var pick = Service.Begin(User(), Permit, Everything, search, null);
        while (await Work.StepAsync(isList: false, CancellationToken.None))
        {
        }

        return Service.Find(User(), pick.Id);
    }

    /// <summary>A search, and its list made.</summary>
    internal async Task<ResidentPick> ListAsync(ResidentSearch search, string task = Everything, SelfServiceUser? user = null)
    {
        var pick = await CountAsync(search, task, user);
        _ = Service.RequestList(user ?? User(), pick.Id);
        await WorkAsync();
        return Service.Find(user ?? User(), pick.Id);
    }

    internal async Task<byte[]> DownloadAsync(ResidentPick pick, ListForm form, SelfServiceUser? user = null)
    {
        using var download = await Service.OpenDownloadAsync(user ?? User(), pick.Id, form, CancellationToken.None);
        using var content = new MemoryStream();
        await download.CopyToAsync(content, CancellationToken.None);
        Assert.That(content.Length, Is.EqualTo(download.Length));
        return content.ToArray();
    }

    /// <summary>The identity codes in a list that was made, as the screen shows them.</summary>
    internal IReadOnlyList<string> CodesIn(ResidentPick pick, SelfServiceUser? user = null)
    {
        var codes = new List<string>();
        for (var page = 1; ; page++)
        {
            var rows = Service.Rows(user ?? User(), pick.Id, page);
            codes.AddRange(rows.Rows.Select(row => row[0]));
            if (page >= rows.Pages)
            {
                return codes;
            }
        }
    }

    /// <summary>A resident; what is null is by chance.</summary>
    internal long Resident(
        string municipality = "205",
        DateOnly? born = null,
        string? surname = null,
        string? firstNames = null,
        string? postalCode = null,
        string? motherTongue = null,
        string? sex = null,
        string? movedIn = null,
        string? street = null)
    {
        var day = born ?? new DateOnly(1920, 1, 1).AddDays(random.Next(38_000));
        var sign = day.Year < 2000 ? '-' : 'A';
        var code = PersonalIdentityCode.Create(day, sign, 900 + (made % 100)).ToString();
        made++;
        var record = Register.NewRecord(code, "XSS", RecordType.New);
        LifeEvents.Set(record, "002", '1', ("kielikoodi", motherTongue ?? (random.Next(3) == 0 ? "sv" : "fi")));
        LifeEvents.Set(record, "003", '1', ("sukupuoli", sex ?? (random.Next(2) + 1).ToString(CultureInfo.InvariantCulture)));
        LifeEvents.Set(record, "004", '1', ("sukunimi", surname ?? $"Suku{made}"), ("etunimet", firstNames ?? "Aino Maria"));
        LifeEvents.Set(
            record,
            "101",
            '1',
            ("katu_fi", street ?? $"Katu{made} tie"),
            ("katu_sv", $"Gatan{made} väg"),
            ("katunumero", "7"),
            ("postinumero", postalCode ?? (random.Next(2) == 0 ? "87100" : "87200")),
            ("alkupv", "20260501"));
        LifeEvents.Set(record, "204", '1', ("kuntanumero", municipality), ("muuttopv", movedIn ?? $"2026010{random.Next(1, 10)}"));
        LifeEvents.Set(record, "901", '1', ("syntymapv", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));
        return Register.Enter(record);
    }

    internal string CodeOf(long person) => Register.Current(person).IdentityCode;

    internal void WritePermit(bool hasRight = false, string validTo = "null", string recipient = Recipient, string tasks = "") =>
        File.WriteAllText(
            Path.Combine(Config, "permits", $"{Permit}.json"),
            $$"""
            { "id": "{{Permit}}", "recipient": "{{recipient}}", "decision": "DVV/0017/2026", "validFrom": "2026-01-01", "validTo": {{validTo}},
              "customerNumber": "38967", "registerName": "KUNTA", "area": { "municipalities": ["205", "290"] },
              "nonDisclosureRight": {{(hasRight ? "true" : "false")}}, "formats": ["csv", "xlsx"], "drop": "default",
              "orders": { "purposes": ["authority-task"], "groups": ["002", "003", "004", "013", "101", "103", "204", "901"],
                "targets": ["persons"] },
              "selfService": { "tasks": [
                {{(tasks.Length > 0 ? tasks : Tasks)}} ] } }
            """);

    private static string Tasks => $$"""
        { "id": "{{Everything}}", "fi": "Kaikki", "sv": "Allt", "en": "Everything", "purpose": "authority-task",
          "groups": ["002", "003", "004", "013", "101", "103", "204", "901"] },
        { "id": "{{Addresses}}", "fi": "Osoitteet", "sv": "Adresser", "en": "Addresses", "purpose": "authority-task",
          "groups": ["004", "101"] },
        { "id": "{{Names}}", "fi": "Nimet", "sv": "Namn", "en": "Names", "purpose": "authority-task", "groups": ["004"] }
        """;

    public void Dispose()
    {
        Close();
        place.Dispose();
        Register.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Close()
    {
        Store?.Dispose();
        signal?.Dispose();
        runs?.Dispose();
        gate?.Dispose();
    }
}
