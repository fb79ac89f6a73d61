using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Files;
using Muutostieto.Records.Lists;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Notices;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Store;
using Muutostieto.Server.SelfService.Customers;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Notices;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Tests.Support;

/// <summary>
/// An installation of twelve residents with permits of the test users' recipient for orders, a list and customers' files, one of another
/// recipient, and the pages of recipients and of notices over it.
/// </summary>
internal sealed class CustomerScene : IPageArea, IDisposable
{
    internal const string OrdersPermit = "poiminnat";
    internal const string ListPermit = "lista";
    internal const string UpdateOrder = "asiakkaat";

    /// <summary>Less than a list or a customers' file may have otherwise.</summary>
    internal const int UploadMegabytes = 1;

    /// <summary>Of another recipient.</summary>
    internal const string ForeignPermit = "vieras";

    private readonly string root = Directory.CreateTempSubdirectory("muutostieto-customer-").FullName;
    private readonly DiskSync disk = new();
    private readonly IReadOnlyList<IPageArea> areas;

    internal CustomerScene()
    {
        Copy(Repository.Config, Config);
        foreach (var permit in Directory.GetFiles(Path.Combine(Config, "permits")))
        {
            File.Delete(permit);
        }

        const string list = """
            "area": { "list": true }, "product": "laajat", "nonDisclosureRight": "order-only",
            "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["csv"]
            """;
        WritePermit(
            OrdersPermit, "puolangan-kunta", "71",
            """
            "area": { "municipalities": ["620"] }, "recipientKind": "authority",
            "orders": {
              "purposes": ["scientific-research", "authority-task"], "groups": ["003", "004", "101", "204", "901"],
              "targets": ["persons", "customers"], "update": { "methods": ["M1", "M2"] } },
            "formats": ["csv", "jsonl"]
            """);
        WritePermit(ListPermit, "puolangan-kunta", "72", list);
        WritePermit(ForeignPermit, "muu-saaja", "73", list);
        Directory.CreateDirectory(Path.Combine(Config, "orders"));
        File.WriteAllText(
            Path.Combine(Config, "orders", $"{UpdateOrder}.json"),
            $$"""
            { "id": "{{UpdateOrder}}", "permit": "{{OrdersPermit}}", "purpose": "authority-task", "target": "customers",
              "content": { "groups": ["004"] }, "update": { "methods": ["M1"] }, "formats": ["csv"] }
            """);
        Directory.CreateDirectory(Data);
        using (var register = TestRegister.Of([.. "XYVWUT".SelectMany((end, index) => new[]
            {
                ResidentDocument.Of($"010190-90{index}{end}", "620"),
                ResidentDocument.Of($"010190-90{index}{end}".Replace("0101", "0202", StringComparison.Ordinal), "620"),
            })]))
        {
            File.Copy(register.Path, Path.Combine(Data, "register.db"));
        }

        var (languages, shelf, clock) = (new Languages(), new WordShelf(), TimeProvider.System);
        var language = new PageLanguage(languages);
        Store = SelfServiceStore.Open(Path.Combine(Data, SelfServiceStore.FileName));
        Applications = new ApplicationService(Store, Open, clock);
        Orders = new OrderService(Store, Open, clock);
        Uploads = new UploadService(Store, Open, clock);
        (Contacts, Notices) = (new ContactService(Store, clock), new NoticeService(Store, clock));
        Decisions = new DecisionService(Store, Open, clock, twoPersons: false);
        areas =
        [
            new ApplicationPages(Applications, shelf, language, languages),
            new OrderPages(Orders, shelf, language, languages),
            new UploadPages(Uploads, new SelfServiceSettings { UploadMegabytes = UploadMegabytes }, shelf, language),
            new ContactPages(Contacts, shelf, language),
            new NoticePages(Notices, shelf, language, clock),
        ];
    }

    public IReadOnlyList<PageTask> Tasks => [.. areas.SelectMany(area => area.Tasks)];

    internal static SelfServiceUser Customer { get; } = SomeUsers.Of(Role.Customer);

    internal static SelfServiceUser Colleague { get; } = Customer with { Id = "user-colleague", Name = "Test Colleague" };

    internal static SelfServiceUser Stranger { get; } = Customer with { Id = "user-stranger", Recipient = "muu-saaja" };

    internal ApplicationService Applications { get; }

    internal OrderService Orders { get; }

    internal UploadService Uploads { get; }

    internal DecisionService Decisions { get; }

    internal ContactService Contacts { get; }

    internal NoticeService Notices { get; }

    /// <summary>The files that were put into the recipient's drop.</summary>
    internal IReadOnlyList<string> InDrop => Directory.Exists(Path.Combine(root, "drop"))
        ? [.. Directory.GetFiles(Path.Combine(root, "drop"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order()!]
        : [.. Directory.GetFiles(root, "7?_*", SearchOption.AllDirectories).Select(Path.GetFileName).Order()!];

    private SelfServiceStore Store { get; }

    private string Data => Path.Combine(root, "data");

    private string Config => Path.Combine(root, "config");

    /// <summary>Gives the recipient an application, an order, an upload and a contact person, and users a notice.</summary>
    internal void Fill()
    {
        _ = Applications.Create(Customer, new ApplicationContent { Register = "Tutkimus" });
        _ = Orders.Create(Customer, new OrderContent { Title = "Aikuiset", Permit = OrdersPermit });
        _ = Contacts.Add(Customer, new ContactContent { Name = "Testi Henkilö", Email = "testi@puolanka.example" });
        _ = Notices.Publish(SomeUsers.Of(Role.Operator), new NoticeContent { Fi = "Katko", Sv = "Avbrott", En = "Break" });
        using var list = new MemoryStream("010190-900X\n"u8.ToArray());
        Uploads.UploadAsync(Customer, ListPermit, null, "x.txt", list, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Notes a list that did not come into the drop, and one of a permit that is no more.</summary>
    internal void Lose() => Store.Run(transaction => transaction.Execute(
        "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user_id, at) VALUES "
            + $"(1, 'puolangan-kunta', '{ListPermit}', '72_20261116_1.HTT', 1, '', 'x', '2026-11-16T07:00:00.0000000Z'), "
            + "(2, 'puolangan-kunta', 'lakannut', '79_20261116_1.HTT', 1, '', 'x', '2026-11-16T07:00:00.0000000Z')"));

    /// <summary>Has lists of the recipient taken in, each with its refused lines.</summary>
    internal void TakeIn(int lists, int refusedLines)
    {
        using var work = Open();
        var refused = Enumerable.Range(1, refusedLines).Select(line => new ListRefusal(line, ListFault.Unknown)).ToList();
        for (var number = 1; number <= lists; number++)
        {
            _ = work.Ledger.TakeIn(
                new NewListUpload
                {
                    Permit = ListPermit,
                    Name = $"72_20260101_{number}.HTT",
                    Sha256 = new string('a', 64),
                    Bytes = 1,
                    JournalKey = 1,
                    RegisterFingerprint = "m",
                    Lines = refusedLines,
                    Refused = refused,
                },
                TimeProvider.System.GetUtcNow());
        }
    }

    public void Map(SelfServiceRoutes routes)
    {
        foreach (var area in areas)
        {
            area.Map(routes);
        }
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private void WritePermit(string id, string recipient, string customer, string rest) => File.WriteAllText(
        Path.Combine(Config, "permits", $"{id}.json"),
        $$"""
        { "id": "{{id}}", "recipient": "{{recipient}}", "decision": "DVV/1/2026", "validFrom": "2026-01-01",
          "customerNumber": "{{customer}}", "registerName": "R{{customer}}", "drop": "default", {{rest}} }
        """);

    private Installation Open() => new(Config, Data, TimeProvider.System, timeIsSet: false, new RemedyNames(), disk);

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
