using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Hosting.Status;

/// <summary>The last delivery of <see cref="PermitSummary"/>.</summary>
public sealed record LastDeliverySummary(
    long Id,
    string Kind,
    int Number,
    string State,
    DateTimeOffset Planned,
    long Persons,
    long Records,
    long Bytes,
    DateTimeOffset? Published,
    DateTimeOffset? Received)
{
    public static LastDeliverySummary Of(DeliveryOverview delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new LastDeliverySummary(
            delivery.Id,
            delivery.Kind.WireName(),
            delivery.Number,
            delivery.State.WireName(),
            delivery.Planned,
            delivery.Counts.Persons,
            delivery.Counts.Records,
            delivery.Bytes,
            delivery.Published,
            delivery.Received);
    }
}
