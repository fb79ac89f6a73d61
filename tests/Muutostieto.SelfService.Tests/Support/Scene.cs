using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>An installation of a test's own with a small register, permits of three recipients, and a store of the self-service.</summary>
internal sealed class Scene : IDisposable
{
    internal const string Recipient = "yliopisto";
    internal const string OrdersPermit = "tutkimus";
    internal const string ListPermit = "potilaat";
    internal const string FilesPermit = "ristijarvi";

    private readonly List<IDisposable> disposables = [];
    private readonly StorePlace place;
    private SelfServiceStore? store;

    internal Scene(IDiskSync? disk = null, bool isInDatabase = false)
    {
        place = new StorePlace(isInDatabase, Data);
        Disk = disk ?? new DiskSync();
        Copy(Repository.Config, Config);
        foreach (var permit in Directory.GetFiles(Path.Combine(Config, "permits")))
        {
            File.Delete(permit);
        }

        Directory.CreateDirectory(Path.Combine(Config, "orders"));
        Directory.CreateDirectory(Data);
        SharedRegister.CopyTo(Path.Combine(Data, "register.db"));
        WritePermit(
            OrdersPermit, Recipient, "1001", "TUTKIMUS",
            """
            "area": { "municipalities": ["697", "290"] }, "recipientKind": "authority",
            "orders": {
              "purposes": ["scientific-research", "authority-task"], "groups": ["003", "004", "101", "204", "901"],
              "targets": ["persons", "customers"], "update": { "methods": ["M1", "M2"] } },
            "formats": ["csv", "jsonl"]
            """);
        WritePermit(
            ListPermit, Recipient, "1002", "POTILAS",
            """
            "area": { "list": true }, "product": "laajat", "nonDisclosureRight": "order-only",
            "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["csv"]
            """);
        WritePermit(
            FilesPermit, Recipient, "1003", "RISTI",
            """
            "area": { "municipalities": ["697"] }, "product": "laajat",
            "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["csv"]
            """);
        WritePermit(
            "vieras", "muu-saaja", "1004", "VIERAS",
            """
            "area": { "municipalities": ["290"] }, "product": "laajat",
            "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["csv"]
            """);
    }

    internal SetClock Clock { get; } = new(HelsinkiTime.At(new DateOnly(2026, 11, 16), new TimeOnly(9, 0)));

    internal IDiskSync Disk { get; set; }

    internal string Root { get; } = Directory.CreateTempSubdirectory("muutostieto-self-").FullName;

    internal string Config => Path.Combine(Root, "config");

    internal string Data => Path.Combine(Root, "data");

    internal SelfServiceStore Store => store ??= place.Open();

    internal static SelfServiceUser Customer { get; } = User("asiakas", Role.Customer, Recipient);

    internal static SelfServiceUser Colleague { get; } = User("kollega", Role.Customer, Recipient);

    internal static SelfServiceUser Stranger { get; } = User("vieras", Role.Customer, "muu-saaja");

    internal static SelfServiceUser FirstOperator { get; } = User("operaattori-1", Role.Operator);

    internal static SelfServiceUser SecondOperator { get; } = User("operaattori-2", Role.Operator);

    internal static SelfServiceUser Auditor { get; } = User("tarkastaja", Role.Auditor);

    /// <summary>Everything that an application needs.</summary>
    internal static ApplicationContent WholeApplication { get; } = new()
    {
        Register = "Tutkimusrekisteri",
        Purposes = ["scientific-research"],
        LegalGround = "Laki 661/2009, 28 §",
        Area = new ApplicationArea { Kind = AreaKind.Municipalities, Codes = ["697"] },
        Groups = ["003", "004", "204"],
        Targets = ["persons"],
        Formats = ["csv"],
        Statement = Enum.GetValues<DataProtectionQuestion>().ToDictionary(question => question, _ => true),
        StatementText = "Tiedot ovat salattuina.",
        Contact = new ApplicationContact { Name = "Testi Henkilö", Email = "testi@yliopisto.example", Phone = "+358 9 000 0000" },
        ValidFrom = new DateOnly(2026, 11, 16),
    };

    internal static SelfServiceUser User(string id, Role role, string? recipient = null) =>
        new() { Id = id, Name = $"{id} (testi)", Roles = ImmutableSortedSet.Create(role), Recipient = recipient };

    internal Installation Open() => new(Config, Data, Clock, timeIsSet: false, new RemedyNames(), Disk);

    internal ServiceRuns NewRuns()
    {
        var options = new ServiceOptions(
            Config, Data, TimeSpan.FromSeconds(5), TextWriter.Null, (_, _) => { }, new RemedyNames(), Disk);
        var live = new LiveConfiguration(options, Clock);
        var gate = Kept(new RunGate(options, live, TimeProvider.System, NullLogger<RunGate>.Instance));
        return Kept(new ServiceRuns(live, gate, options, Clock, NullLogger<ServiceRuns>.Instance));
    }

    internal StatusSource Status()
    {
        using var work = Open();
        return new StatusSource(work.Configuration, null, Data, new RemedyNames(), Disk.Files);
    }

    internal RecordedDownloads Downloads { get; } = new();

    internal DeliveryService NewDeliveries() => new(Open, Downloads, Clock);

    internal T Kept<T>(T disposable)
        where T : IDisposable
    {
        disposables.Insert(0, disposable);
        return disposable;
    }

    internal void WritePermit(string id, string recipient, string customer, string register, string rest) => File.WriteAllText(
        Path.Combine(Config, "permits", $"{id}.json"),
        $$"""
        { "id": "{{id}}", "recipient": "{{recipient}}", "decision": "DVV/1/2026", "validFrom": "2026-01-01",
          "customerNumber": "{{customer}}", "registerName": "{{register}}", "drop": "default", {{rest}} }
        """);

    public void Dispose()
    {
        disposables.ForEach(each => each.Dispose());
        store?.Dispose();
        place.Dispose();
        foreach (var folder in OperatingSystem.IsWindows() ? [] : Directory.EnumerateDirectories(Root, "*", SearchOption.AllDirectories))
        {
#pragma warning disable CA1416 // Not reached on Windows.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        }

        Directory.Delete(Root, recursive: true);
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
