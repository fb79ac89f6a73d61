using Muutostieto.Records.Manifests;

namespace Muutostieto.Extracts.Orders;

/// <summary>Who is left out of the frame of an order, before anything is drawn from it.</summary>
public sealed record OrderExclusion
{
    /// <summary>Deliveries whose persons are left out; sorted, each once.</summary>
    public IReadOnlyList<DeliveryKey> Deliveries { get; init; } = [];

    /// <summary>A list of persons who are left out; null: none.</summary>
    public OrderList? List { get; init; }
}
