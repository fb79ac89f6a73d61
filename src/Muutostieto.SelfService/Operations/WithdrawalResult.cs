using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Operations;

/// <summary>A delivery that was withdrawn.</summary>
/// <param name="Delivery">As it is now.</param>
/// <param name="StillThere">Why its files may still be in the drop: they are removed by hand, or by withdrawing it again; null when they
/// are gone.</param>
public sealed record WithdrawalResult(Delivery Delivery, MuutostietoException? StillThere);
