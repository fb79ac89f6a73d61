using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Server.Tests.Support;

/// <summary>Statuses to be shown: one where all is well and one where nothing is.</summary>
internal static class SomeStatus
{
    internal const string Hostile = "</title><script>alert('x')</script>\"><img src=x onerror=alert(1)>&amp;";

    internal static readonly DateTimeOffset Now = new(2026, 11, 29, 6, 0, 0, TimeSpan.Zero);

    internal static ServiceStatus Well =>
        new()
        {
            At = Now,
            LastRun = new LastRun("batch", Now.AddHours(-5), 12.34, FailureKind.None, null),
            JournalKey = 76_233,
            Permits =
            [
                Permit(
                    "kainuu-laajat",
                    Delivery(1, DeliveryKind.Base, 1, DeliveryState.Received),
                    Delivery(2, DeliveryKind.Changes, 1, DeliveryState.Published)),
            ],
            Connections =
            [
                new ConnectionStatus("kainuu-laajat", "kainuu", Now.AddHours(-2), 75_000, 1_233),
                new ConnectionStatus("kainuu-laajat", "uusi", null, null, null),
            ],
            Alerts = [],
        };

    /// <summary>As <see cref="Well"/>, of a register that is fed.</summary>
    internal static ServiceStatus Fed => Well with
    {
        Feed = new FeedStatus("https://host.example/api/v1", true, 91_500, Now.AddHours(-1), Now.AddHours(-2), 7_200, 12, null, 3),
    };

    internal static ServiceStatus Ill
    {
        get
        {
            var overdue = Delivery(3, DeliveryKind.Changes, 2, DeliveryState.Overdue);
            var refused = Delivery(4, DeliveryKind.Changes, 3, DeliveryState.Published) with { Refused = Now };
            Alert[] alerts =
            [
                new(AlertKind.Configuration, null, null, null, FailureKind.Usage, $"appsettings.json:1:1: {Hostile}"),
                new(
                    AlertKind.Failed,
                    "kainuu-laajat",
                    null,
                    Now,
                    FailureKind.Fault,
                    $"drop default: {Hostile} is in the way. Put it right."),
                new(
                    AlertKind.Refused,
                    "kainuu-laajat",
                    refused,
                    Now,
                    FailureKind.Partial,
                    "kainuu-laajat changes 3: its recipient has not loaded it."),
                new(
                    AlertKind.Overdue,
                    "kainuu-laajat",
                    overdue,
                    Now,
                    FailureKind.Overdue,
                    "kainuu-laajat changes 2: overdue. Ask its recipient."),
            ];
            return new()
            {
                At = Now,
                UnderWay = "process 12 since 2026-11-29 08:00:00+02:00",
                Connections = [new ConnectionStatus("kainuu-laajat", Hostile, null, null, null)],
                Permits =
                [
                    Permit("kainuu-laajat", Delivery(1, DeliveryKind.Base, 1, DeliveryState.Received), overdue, refused) with
                    {
                        Recipient = Hostile,
                        Alerts = alerts[1..],
                        Failures = 3,
                        Failure = new PermitFailure(Now, Now, FailureKind.Fault, Hostile, 3),
                    },
                ],
                Alerts = alerts,
            };
        }
    }

    /// <summary>A delivery as the ledger has it, in which everything that may be hostile is.</summary>
    internal static Delivery HostileDelivery => new()
    {
        Id = 4,
        Permit = "kainuu-laajat",
        Kind = DeliveryKind.Changes,
        Number = 3,
        Occurrence = "x",
        State = DeliveryState.Published,
        Planned = Now,
        Window = new DeliveryWindow(1, 2),
        Predecessor = new Predecessor(new DeliveryKey(Hostile, DeliveryKey.Base, 1), Hostile),
        Terms = new RecordedTerms("{}"),
        TermsDigest = "",
        CatalogDigest = "",
        Counts = new DeliveryCounts(1, 2, 3, 4),
        Files = [new DeliveryFile(Hostile, 1, null, Hostile)],
        Place = Hostile,
        Withdrawn = Now,
        WithdrawalReason = Hostile,
        Receipts = [new DeliveryReceipt(ReceiptSource.Refused, Now, Now, Hostile, Hostile, "m")],
    };

    internal static Delivery? Whole(long id) =>
        id is >= 1 and <= 4 ? HostileDelivery with { Id = id, Predecessor = id == 1 ? null : HostileDelivery.Predecessor } : null;

    internal static DeliveryOverview Delivery(long id, DeliveryKind kind, int number, DeliveryState state) => new()
    {
        Id = id,
        Permit = "kainuu-laajat",
        Kind = kind,
        Number = number,
        State = state,
        Planned = Now.AddDays((7 * id) - 35),
        Window = kind == DeliveryKind.Base ? new DeliveryWindow(null, 100) : new DeliveryWindow(100, 200),
        Counts = kind == DeliveryKind.Base ? new DeliveryCounts(69_076, 69_076) : new DeliveryCounts(1_100, 1_204),
        Bytes = kind == DeliveryKind.Base ? 88_123_456 : 400_000 * number,
        Composed = Now.AddDays((7 * id) - 35),
        Published = Now.AddDays((7 * id) - 35).AddSeconds(90),
        Received = state == DeliveryState.Received ? Now.AddDays((7 * id) - 34) : null,
        PredecessorId = kind == DeliveryKind.Base ? null : id - 1,
    };

    private static PermitStatus Permit(string id, params DeliveryOverview[] deliveries) => new()
    {
        Id = id,
        Recipient = "kainuun-hyvinvointialue",
        Product = "laajat",
        Rhythm = new Rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", new TimeOnly(2, 30), new DateOnly(2026, 1, 5)),
        Validity = PermitValidity.Valid,
        Deliveries = [.. deliveries.Reverse()],
        Next = Now.AddHours(20.5),
        PendingEntries = 1_234,
    };
}
