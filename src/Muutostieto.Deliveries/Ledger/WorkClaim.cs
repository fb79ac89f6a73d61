namespace Muutostieto.Deliveries.Ledger;

/// <summary>One worker's right to work for a permit: to plan, compose and publish its deliveries. Others leave the permit alone.</summary>
/// <param name="Permit">Whose deliveries.</param>
/// <param name="Token">Higher than that of every earlier claim: what was written under a later one is not written under this.</param>
internal sealed record WorkClaim(string Permit, long Token);
