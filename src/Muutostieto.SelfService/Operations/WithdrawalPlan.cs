using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Operations;

/// <summary>What will happen when a delivery is withdrawn.</summary>
/// <param name="Token">Of what is shown here.</param>
/// <param name="Delivery">As it is now.</param>
/// <param name="RemovesFiles">Whether its files are in the drop, or may be, and are removed.</param>
/// <param name="WasFetched">Whether its recipient has it, or part of it: what was fetched stays.</param>
/// <param name="Continuing">What continues it, the last one first.</param>
/// <param name="Replacement">What comes in its place.</param>
/// <param name="Obstacle">Null when it can be done.</param>
public sealed record WithdrawalPlan(
    string Token,
    Delivery Delivery,
    bool RemovesFiles,
    bool WasFetched,
    IReadOnlyList<Delivery> Continuing,
    Replacement Replacement,
    OperationObstacle? Obstacle);
