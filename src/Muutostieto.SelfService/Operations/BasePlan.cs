using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>What will happen when a base is made out of turn.</summary>
/// <param name="Token">Of what is shown here.</param>
/// <param name="Permit">The id.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Persons">How many it would hold now.</param>
/// <param name="Withheld">How many residents are left out because of non-disclosure.</param>
/// <param name="Head">The last delivery of the chain that goes on now, in whose place a new chain begins; null: none.</param>
/// <param name="Known">The base that is as of now already, so that none is made; null: one is made.</param>
/// <param name="Obstacle">Null when it can be done; <see cref="OperationObstacle.MuchSmaller"/> can be accepted.</param>
/// <param name="Detail">Why a much smaller one is refused, in English; else null.</param>
public sealed record BasePlan(
    string Token,
    string Permit,
    string Recipient,
    long Persons,
    long Withheld,
    Delivery? Head,
    Delivery? Known,
    OperationObstacle? Obstacle,
    string? Detail);
