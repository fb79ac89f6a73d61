using System.Text.Json.Serialization;
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
    /// <summary>What <see cref="Persons"/> counts: <c>buildings</c> or <c>dwellings</c>. Null, and left out, when persons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

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
            delivery.Received)
        {
            Target = delivery.Target,
        };
    }
}
