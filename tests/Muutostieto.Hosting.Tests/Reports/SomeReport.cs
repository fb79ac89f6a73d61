using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Hosting.Reports;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.Records.Identity;
using static Muutostieto.Deliveries.Tests.Ledger.Some;

namespace Muutostieto.Hosting.Tests.Reports;

/// <summary>What an audit and a ledger have of a person with a long history.</summary>
internal static class SomeReport
{
    internal static readonly DateTimeOffset Made = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    internal static readonly AuditHead Entry = new(42, new string('a', 64));

    internal static readonly AuditAnswer Nothing = new([], [], 0, [], 0, []);

    private static readonly BusinessId Shop = BusinessId.TryParse("9000004-6", out var id) ? id : default;

    internal static readonly AuditFinding Gap = new(3, "persons/3.bin", "the file is missing", "who was in entry 3");

    /// <summary>A person in everything that there is.</summary>
    internal static AuditAnswer Everything => new(
        [
            Disclosed(1, "kainuu-laajat", "base", 1, "kainuun-hyvinvointialue", null, ["002", "004", "101", "204", "305"]),
            Disclosed(2, "kainuu-laajat", "changes", 1, "kainuun-hyvinvointialue", null, ["101"]),
            Disclosed(3, "kainuu-laajat", "changes", 2, "kainuun-hyvinvointialue", null, ["101"]),
            Disclosed(4, "tutkimus-2026", "extract", 1, "yliopisto", new AuditedOrder("otos", "scientific-research"), ["003", "901"]),
            Disclosed(5, "kauppa", "extract", 1, "osoitekumppani", OfShop, ["004", "101"]),
            Disclosed(6, "kauppa", "extract", 2, "osoitekumppani", OfShop, []),
            Disclosed(7, "jatehuolto", "extract", 1, "jatehuolto", new AuditedOrder("omistajat", "authority-task"), ["969", "999"]),
            Disclosed(8, "pankki", "update", 1, "pankki", new AuditedOrder("asiakkaat", "customer-register-update"), ["004", "013"]),
            Disclosed(9, "kadonnut", "extract", 1, "kadonnut", new AuditedOrder("kadonnut", "statistics"), ["204"], isOfDuplicate: true),
            Disclosed(10, "kunta-poiminnat", "extract", 1, "kajaanin-kaupunki", OfMunicipality("kutsunnat"), ["004", "101"]),
            Disclosed(11, "kunta-poiminnat", "extract", 2, "kajaanin-kaupunki", OfMunicipality("entinen"), ["004"]),
        ],
        [],
        2,
        [Answered(10, 9, 0), Answered(11, 9, 30), Answered(12, 33, 0)],
        1,
        []);

    internal static IReadOnlyList<Delivery> Ledger =>
    [
        Kept(1, "kainuu-laajat", DeliveryKind.Base, 1),
        Kept(2, "kainuu-laajat", DeliveryKind.Changes, 1) with { State = DeliveryState.Withdrawn, Withdrawn = At(20) },
        Kept(3, "kainuu-laajat", DeliveryKind.Changes, 2) with { State = DeliveryState.Composed, Published = null, PublishingSince = null },
        Kept(4, "tutkimus-2026", DeliveryKind.Extract, 1) with { Redelivered = At(30) },
        Kept(5, "kauppa", DeliveryKind.Extract, 1),
        Kept(6, "kauppa", DeliveryKind.Extract, 2),
        Kept(10, "kunta-poiminnat", DeliveryKind.Extract, 1),
        Kept(11, "kunta-poiminnat", DeliveryKind.Extract, 2),
        Kept(7, "jatehuolto", DeliveryKind.Extract, 1) with { State = DeliveryState.Composed, Published = null, PublishingSince = At(7) },
    ];

    internal static Configuration Configuration
    {
        get
        {
            using var folder = new ConfigurationFolder();
            var configuration = folder.Load().Configuration!;
            return configuration with
            {
                Permits =
                [
                    configuration.Permits[0] with { Interface = new InterfaceChannel("kainuu", ["hash"], null) },
                    configuration.Permits[0] with { Id = "kunta-poiminnat", SelfService = new SelfServiceChannel([CallUp]) },
                ],
                Partners = new Dictionary<string, Partner>
                {
                    ["osoitekumppani"] = new()
                    {
                        Recipient = "osoitekumppani",
                        Name = "Osoitekumppani <Oy> & Co",
                        Label = SourceLabel.Of("Osoitekumppani"),
                        Contracts =
                        [
                            new PartnerContract
                            {
                                EndCustomer = Shop,
                                Name = "Esimerkkikauppa Oy",
                                Sector = CustomerSector.Other,
                                From = new DateOnly(2026, 1, 1),
                            },
                        ],
                    },
                },
            };
        }
    }

    internal static PersonReport Report => PersonReport.Of(Everything, Ledger, Configuration, Entry, Made);

    private static SelfServiceTask CallUp => new()
    {
        Id = "kutsunnat",
        Fi = "Kutsunnat",
        Sv = "Uppbåd",
        En = "Call-up <military> & service",
        Purpose = Purpose.AuthorityTask,
        Groups = [new ProductGroup("004", null), new ProductGroup("101", null)],
    };

    private static AuditedOrder OfMunicipality(string task) => new("itse-20260110-1", "authority-task")
    {
        Asker = new AuditedAsker("virkamies-7", task, "KAJ 12/2026"),
    };

    private static AuditedOrder OfShop => new("kohderyhma", "direct-marketing")
    {
        EndCustomer = new AuditedCustomer(Shop.ToString(), "Esimerkkikauppa Oy"),
    };

    internal static AuditedDisclosure Disclosed(
        long entry, string permit, string kind, int number, string recipient, AuditedOrder? order, string[] groups,
        bool isOfDuplicate = false) => new(
        new AuditEntry
        {
            Sequence = entry,
            Previous = AuditEntry.NoHash,
            At = At(entry),
            Kind = AuditEntryKind.Delivery,
            Delivery = new AuditedDelivery(
                permit, kind, number, recipient, "DVV/1234/2026", "laajat", new DeliveryWindow(null, 5), At(entry))
            {
                Order = order,
            },
        },
        groups,
        isOfDuplicate);

    private static InterfaceDisclosure Answered(long entry, int hours, int minutes) => new(
        new AuditEntry
        {
            Sequence = entry,
            Previous = AuditEntry.NoHash,
            At = At(10).AddHours(hours).AddMinutes(minutes),
            Kind = AuditEntryKind.Interface,
            Interface = new AuditedInterfaceAnswer("kainuu", "muutokset", 1, 2, 1, "FI/MUN/0000000-0/kainuu-client", "id-7", "asia 8"),
        },
        ["004"],
        "010190-912X",
        OfDuplicate: false);

    /// <summary>Published half an hour after it was planned, on the day of January of its number.</summary>
    private static Delivery Kept(long id, string permit, DeliveryKind kind, int number) => Published with
    {
        Id = id,
        Permit = permit,
        Kind = kind,
        Number = number,
        State = DeliveryState.Published,
        Planned = At(id),
        Published = At(id).AddMinutes(30),
        PublishingSince = At(id).AddMinutes(29),
        Withdrawn = null,
        Redelivered = null,
        Audit = new AuditHead(id, new string('b', 64)),
        Terms = new RecordedTerms(LeastTerms),
    };

    private static DateTimeOffset At(long day) => new DateTimeOffset(2026, 1, 1, 6, 0, 0, TimeSpan.Zero).AddDays(day - 1);
}
