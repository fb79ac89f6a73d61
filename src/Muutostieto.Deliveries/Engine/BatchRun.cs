using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Permits;
using Muutostieto.Deliveries.Settings;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// One nightly run: finishes what an earlier one left, then makes what is due. One permit's trouble never stops the others.
/// </summary>
public sealed class BatchRun(Configuration configuration, DeliveryEngine engine, ILedger ledger, TimeProvider clock)
{
    /// <summary>Does everything that is due now.</summary>
    public async Task<BatchResult> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        var published = new List<Delivery>();
        var failures = new List<BatchFailure>();
        var valid = configuration.PermitsValidOn(HelsinkiTime.Today(clock)).ToDictionary(permit => permit.Id);
        var unfinished = ledger.Unfinished().ToLookup(delivery => delivery.Permit);
        foreach (var id in valid.Keys.Union(unfinished.Select(group => group.Key)))
        {
            try
            {
                foreach (var delivery in unfinished[id])
                {
                    published.Add(await engine.FinishAsync(valid.ContainsKey(id) ? delivery : throw NoLongerValid(delivery), observer, cancellation).ConfigureAwait(false));
                }

                if (valid.TryGetValue(id, out var permit) && Due(permit) is { } due)
                {
                    published.Add(await engine.FinishAsync(due, observer, cancellation).ConfigureAwait(false));
                }
            }
            catch (MuutostietoException failure)
            {
                failures.Add(new BatchFailure(id, failure.ExitCode, failure.Message));
            }
            catch (Exception error) when (DiskFailure.Is(error))
            {
                failures.Add(new BatchFailure(id, ExitCode.Error, $"{error.Message} Make it writable, or make room, and run again: what was begun is finished then."));
            }
        }

        return new BatchResult(published, failures);
    }

    /// <summary>
    /// What is due for a permit, planned: its first base; a new base when the permit has changed; else the changes of the rhythm's latest occurrence, unless
    /// that one has been made. Missed occurrences are made up by the one delivery that covers them all.
    /// </summary>
    private Delivery? Due(Permit permit)
    {
        if (ledger.Head(permit.Id) is not { } head)
        {
            return engine.PlanInitialBase(permit);
        }

        if (permit.Rhythm.LatestUntil(clock.GetUtcNow()) is not { } occurrence || occurrence <= head.Planned)
        {
            return null;
        }

        var due = engine.NeedsNewBase(permit, head) ? engine.PlanNewBase(permit) : engine.PlanChanges(permit, occurrence);

        // The occurrence's delivery was made and taken back by an operator: the next occurrence covers its window.
        return due.State is DeliveryState.Planned or DeliveryState.Composed ? due : null;
    }

    private static MuutostietoException NoLongerValid(Delivery delivery) => new(
        ExitCode.Usage,
        $"{delivery.Title}: it was begun, but the permit is not valid today. Nothing was delivered. Extend the permit, or withdraw the delivery.");
}
