using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Extracts;

/// <summary>The extract of an order, asked for by an operator: what an earlier run has begun is finished first.</summary>
/// <param name="work">The installation.</param>
/// <param name="engine">Of the run.</param>
/// <param name="permit">Of the order.</param>
/// <param name="request">What the order says.</param>
public sealed class OrderedExtract(Installation work, DeliveryEngine engine, Permit permit, ExtractRequest request)
{
    /// <summary>How its units were chosen; null when nothing new was planned.</summary>
    public OrderChoice? Choice { get; private set; }

    /// <summary>Makes the extract, or finds the one that answers the order as it reads now.</summary>
    /// <param name="again">Make another one although there is one.</param>
    /// <param name="observer">Is notified of each step.</param>
    /// <param name="cancellation">Breaks off; the next run finishes what was begun.</param>
    public async Task<Delivery> DeliverAsync(bool again, IDeliveryObserver observer, CancellationToken cancellation)
    {
        var before = engine.Planner.ExtractOf(permit, request);
        var isOvertaken = before is not null && engine.Review.Find().Any(due => due.Delivery.Id == before.Id);

        // What another one was asked for may have been begun: it is finished, and not made once more.
        var begun = work.Ledger.Unfinished().LastOrDefault(each => each.Permit == permit.Id && DeliveryPlanner.Answers(each, request));
        await engine.FinishEarlierExtractsAsync(permit.Id, observer, cancellation).ConfigureAwait(false);
        return begun is not null && work.Ledger.Find(begun.Key) is { Published: not null, State: not DeliveryState.Withdrawn } finished
            ? finished
            : await engine
                .FinishAsync(
                    engine.Planner.Extract(permit, request, again || isOvertaken, made => Choice = made, cancellation),
                    observer,
                    cancellation)
                .ConfigureAwait(false);
    }
}
