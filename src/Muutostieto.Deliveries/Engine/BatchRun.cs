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
        foreach (var (permit, due) in Due())
        {
            try
            {
                published.Add(await engine.FinishAsync(due(), observer, cancellation).ConfigureAwait(false));
            }
            catch (MuutostietoException failure)
            {
                failures.Add(new BatchFailure(permit, failure.ExitCode, failure.Message));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                failures.Add(new BatchFailure(permit, ExitCode.Error, $"{permit}: {error.Message} Make it writable, or make room, and run again: what was begun is finished then."));
            }
        }

        return new BatchResult(published, failures);
    }

    /// <summary>Who is due, and how the delivery is got; planned only when its turn has come.</summary>
    private IEnumerable<(string Permit, Func<Delivery> Due)> Due()
    {
        var valid = configuration.PermitsValidOn(HelsinkiTime.Today(clock)).ToDictionary(permit => permit.Id);
        var busy = new HashSet<string>();
        foreach (var unfinished in ledger.Unfinished())
        {
            busy.Add(unfinished.Permit);
            yield return (unfinished.Permit, () => valid.ContainsKey(unfinished.Permit) ? unfinished : throw NoLongerValid(unfinished));
        }

        foreach (var permit in valid.Values.Where(permit => !busy.Contains(permit.Id) && ledger.Latest(permit.Id, DeliveryKind.Base) is null))
        {
            yield return (permit.Id, () => engine.PlanInitialBase(permit));
        }
    }

    private static MuutostietoException NoLongerValid(Delivery delivery) => new(
        ExitCode.Usage,
        $"{delivery.Title}: it was begun, but the permit is not valid today. Nothing was delivered. Extend the permit, or withdraw the delivery.");
}
