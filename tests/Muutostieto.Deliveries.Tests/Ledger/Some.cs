using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>Values that a test does not care about.</summary>
internal static class Some
{
    /// <summary>Terms with what all terms have.</summary>
    public const string LeastTerms =
        """{"permit":"kainuu","recipient":"kainuu","customerNumber":"38950","registerName":"R","municipalities":"""
            + """["205"],"product":"laajat","groups":[],"nonDisclosureRight":false,"formats":[],"drop":"default"}""";

    public static readonly DateTimeOffset Time = new(2026, 11, 23, 2, 30, 0, TimeSpan.FromHours(2));

    public static readonly DeliveryCounts Counts = new(Persons: 7, Records: 8, Transliterated: 2, Shortened: 1);

    /// <summary>A published base delivery.</summary>
    public static readonly Delivery Published = new()
    {
        Id = 1,
        Permit = "kainuu",
        Kind = DeliveryKind.Base,
        Number = 1,
        Occurrence = "initial",
        State = DeliveryState.Published,
        Planned = Time,
        Published = Time,
        Window = new DeliveryWindow(null, 1),
        Terms = new RecordedTerms(LeastTerms),
        TermsDigest = "",
        CatalogDigest = "",
        Counts = Counts,
        Files = [],
    };

    public static DeliveryPlan BasePlan(string permit = "kainuu", string occurrence = "initial", long to = 100) => new()
    {
        Permit = permit,
        Kind = DeliveryKind.Base,
        Occurrence = occurrence,
        Planned = Time,
        Window = new DeliveryWindow(null, to),
        Terms = "{}",
        CatalogDigest = Hash('c'),
    };

    /// <summary>Changes that begin a chain.</summary>
    public static DeliveryPlan KeyPlan(string occurrence, long from, long to) =>
        BasePlan(occurrence: occurrence, to: to) with { Kind = DeliveryKind.Changes, Window = new DeliveryWindow(from, to) };

    public static DeliveryPlan ChangesPlan(Delivery predecessor, string occurrence, long to) =>
        BasePlan(predecessor.Permit, occurrence, to) with
        {
            Kind = DeliveryKind.Changes,
            Window = new DeliveryWindow(predecessor.Window.To, to),
            Predecessor = predecessor.AsPredecessor() ?? new Predecessor(predecessor.Key, Hash('0')),
        };

    public static DeliveryFile[] Files(Delivery delivery) =>
        [
            new($"{delivery.Title.Replace(' ', '_')}.PTT", 8000, 8, Hash('a')),
            new(
                $"{delivery.Title.Replace(' ', '_')}.json",
                300,
                null,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery.Title)))),
        ];

    public static string Hash(char digit) => new(digit, 64);
}
