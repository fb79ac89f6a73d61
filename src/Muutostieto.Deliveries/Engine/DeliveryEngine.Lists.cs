using Muutostieto.Deliveries.Disclosure;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Permits;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class DeliveryEngine
{
    /// <summary>Takes in what the recipient has uploaded to its list, and answers it. Nothing for a permit with an area. Idempotent.</summary>
    public Task TakeInListAsync(Permit permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(observer);
        return permit.Area.IsList ? new ListIntake(ledger, register, drops, clock).RunAsync(permit, observer, cancellation) : Task.CompletedTask;
    }

    private ListWindow? ListOf(string permit, DeliveryWindow window) => window.ListTo is { } to
        ? new ListWindow(ledger.ListMembers(permit, to), window.ListFrom is { } from ? ledger.ListChanges(permit, from, to) : []) { From = window.ListFrom, To = to }
        : null;

    /// <summary>As if a delivery were planned now; nothing is.</summary>
    private ListWindow? ListNow(Permit permit, long? from) =>
        permit.Area.IsList ? ListOf(permit.Id, default(DeliveryWindow) with { ListFrom = from, ListTo = ledger.ListPosition(permit.Id) }) : null;
}
