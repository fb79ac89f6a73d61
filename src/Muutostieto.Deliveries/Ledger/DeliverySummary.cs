using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Audit;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>A delivery as <c>deliveries list --json</c> writes it. A written contract: keys are added, never changed or removed.</summary>
public sealed record DeliverySummary(
    string Permit,
    string Kind,
    int Number,
    string State,
    DateTimeOffset Planned,
    DeliveryWindow Window,
    long Persons,
    long Records,
    IReadOnlyList<DeliveryFile> Files)
{
    /// <summary>What <see cref="Persons"/> counts: <c>buildings</c> or <c>dwellings</c>. Null, and left out, when persons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Received { get; init; }

    /// <summary>Its entry in the audit chain; null before composition, and for what was composed before there was a chain.</summary>
    public AuditHead? Audit { get; init; }

    /// <summary>What the recipient did with it, in the order in which it was seen.</summary>
    public IReadOnlyList<ReceiptSummary> Receipts { get; init; } = [];

    /// <summary>
    /// Of a delivery that was asked for: whether it was made for that, or is an earlier one that nothing has been entered since. Else null,
    /// and left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Made { get; init; }

    public static DeliverySummary Of(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new DeliverySummary(
            delivery.Permit, delivery.Kind.WireName(), delivery.Number, delivery.State.WireName(), delivery.Planned, delivery.Window,
            delivery.Counts.Persons, delivery.Counts.Records, delivery.Files)
        {
            Target = delivery.Terms.Value.Order?.Target,
            Published = delivery.Published,
            Received = delivery.Received,
            Audit = delivery.Audit,
            Receipts =
            [
                .. delivery.Receipts.Select(receipt => new ReceiptSummary(
                    receipt.Source.WireName(),
                    receipt.At,
                    receipt.File,
                    receipt.Reason)),
            ],
        };
    }

    /// <summary>The answer to a request for a delivery: one array, indented.</summary>
    /// <param name="delivery">The one that was made, or the earlier one in whose place none was.</param>
    /// <param name="made">Which of the two.</param>
    public static string ToJson(Delivery delivery, bool made) =>
        JsonSerializer.Serialize([Of(delivery) with { Made = made }], DeliverySummaryContext.Relaxed.DeliverySummaryArray);

    /// <summary>One array, indented.</summary>
    public static string ToJson(IEnumerable<Delivery> deliveries) =>
        JsonSerializer.Serialize([.. deliveries.Select(Of)], DeliverySummaryContext.Relaxed.DeliverySummaryArray);
}
