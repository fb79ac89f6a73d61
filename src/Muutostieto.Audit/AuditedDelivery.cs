using System.Text.Json.Serialization;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>Which delivery an entry is of. The first three members identify it, the others describe it.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Kind"><c>base</c> or <c>changes</c>.</param>
/// <param name="Number">From 1 in each permit and kind.</param>
/// <param name="Recipient">Who receives it.</param>
/// <param name="Decision">The number of the decision that granted the permit, or null.</param>
/// <param name="Product">Which product.</param>
/// <param name="Window">The journal keys that it covers.</param>
/// <param name="Planned">The planned time, as in the files.</param>
public sealed record AuditedDelivery(
    string Permit,
    string Kind,
    int Number,
    string Recipient,
    string? Decision,
    string Product,
    DeliveryWindow Window,
    DateTimeOffset Planned)
{
    /// <summary>The order that it answers; null for every other delivery, and in entries from before orders were recorded.</summary>
    public AuditedOrder? Order { get; init; }

    /// <summary>What a message calls it: <c>kainuu-laajat base 1</c>, as the ledger does.</summary>
    internal string Title => Key.ToString();

    /// <summary>Whether an entry with this is one of the other delivery: an older entry says nothing of orders.</summary>
    internal bool IsOf(AuditedDelivery other) => this == (Order is null ? other with { Order = null } : other);

    /// <summary>It as the chain may have it.</summary>
    internal AuditedDelivery ForChain() =>
        Order is { Asker: { } asker } ? this with { Order = Order with { Asker = asker.ForChain() } } : this;

    [JsonIgnore]
    public DeliveryKey Key => new(Permit, Kind, Number);
}
