using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>What will happen when an order is run.</summary>
/// <param name="Token">Of what is shown here.</param>
/// <param name="Order">The id.</param>
/// <param name="Permit">The id.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Known">The extract that answers the order as it reads now, so that none is made unless another one is asked for; null:
/// one is made.</param>
/// <param name="Obstacle">Null when it can be done.</param>
public sealed record ExtractPlan(
    string Token, string Order, string Permit, string Recipient, Delivery? Known, OperationObstacle? Obstacle);
