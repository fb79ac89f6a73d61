namespace Muutostieto.Deliveries.Ledger;

internal static class DeliveryTransitions
{
    public static bool Allows(this DeliveryState from, DeliveryState to) => (from, to) switch
    {
        (DeliveryState.Withdrawn, _) => false,
        (_, DeliveryState.Withdrawn) => true,
        (DeliveryState.Planned, DeliveryState.Composed) => true,
        (DeliveryState.Composed, DeliveryState.Published) => true,
        (DeliveryState.Published, DeliveryState.Received or DeliveryState.Overdue) => true,
        (DeliveryState.Overdue, DeliveryState.Received) => true,
        _ => false,
    };

    /// <summary>Whether a delivery in this state has been through the other one.</summary>
    public static bool HasPassed(this DeliveryState state, DeliveryState passed) => state != DeliveryState.Withdrawn && passed switch
    {
        DeliveryState.Composed => state != DeliveryState.Planned,
        DeliveryState.Published => state is DeliveryState.Published or DeliveryState.Received or DeliveryState.Overdue,
        _ => state == passed,
    };
}
