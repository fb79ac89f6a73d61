using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>What will happen when a delivery is published again.</summary>
/// <param name="Token">Of what is shown here.</param>
/// <param name="Delivery">As it is now.</param>
/// <param name="IsFinished">Whether it was published before: else what was begun is finished.</param>
/// <param name="IsComposedAgain">Whether its files have left the outbox, and are made once more; they must be the same.</param>
/// <param name="Obstacle">Null when it can be done.</param>
public sealed record RedeliveryPlan(
    string Token, Delivery Delivery, bool IsFinished, bool IsComposedAgain, OperationObstacle? Obstacle);
