using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Finds the deliveries that were neither answered nor fetched within the days of their permit, counted from when they were last
/// published.</summary>
internal sealed class OverdueRun(DeliveryConfiguration configuration, ILedger ledger, TimeProvider clock)
{
    /// <summary>Marks what has become overdue.</summary>
    /// <returns>Every delivery that is overdue now, also those that were before.</returns>
    public IReadOnlyList<Delivery> Run(IDeliveryObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var now = clock.GetUtcNow();
        foreach (var delivery in ledger.List(new DeliveryFilter(State: DeliveryState.Published)))
        {
            // The permit may have ended or gone since; its recipient still has to fetch what it was given.
            var days = configuration.Permits.FirstOrDefault(permit => permit.Id == delivery.Permit)?.Handover?.OverdueAfterDays
                ?? FileHandover.DefaultOverdueAfterDays;
            if (now - (delivery.Redelivered ?? delivery.Published!.Value) > TimeSpan.FromDays(days))
            {
                observer.Happened(ledger.MarkOverdue(delivery.Id), DeliveryNote.Overdue);
            }
        }

        return ledger.List(new DeliveryFilter(State: DeliveryState.Overdue));
    }
}
