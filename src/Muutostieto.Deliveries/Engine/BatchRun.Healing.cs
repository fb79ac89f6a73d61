using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class BatchRun
{
    /// <summary>
    /// Compares the files of what is published and not answered with what was sent, and puts there again what a drop has damaged: a server
    /// may lose what it has taken. What is not there was fetched by its recipient, and stays gone.
    /// </summary>
    /// <param name="drops">Gives the drop of a name in the settings.</param>
    /// <param name="unreachable">Permits whose drop did not answer earlier in this run: it is not asked again.</param>
    /// <param name="observer">Notified of each delivery that was healed.</param>
    /// <param name="cancellation">Stops between deliveries.</param>
    internal async Task<IReadOnlyList<BatchFailure>> HealAsync(
        Func<string, IDrop> drops, IReadOnlySet<string> unreachable, IDeliveryObserver observer, CancellationToken cancellation)
    {
        var failures = new List<BatchFailure>();
        var published = PublishedReview.Waiting(ledger).Where(delivery => !unreachable.Contains(delivery.Permit))
            .Select(delivery => (Delivery: delivery, Terms: delivery.Terms.Value));
        foreach (var own in published.GroupBy(found => (found.Terms.Drop, found.Terms.Recipient), found => found.Delivery).ToList())
        {
            await GuardAsync(own, failures, () => HealAsync(drops(own.Key.Drop), own.Key, [.. own], failures, observer, cancellation))
                .ConfigureAwait(false);
        }

        return failures;
    }

    private async Task HealAsync(
        IDrop drop, (string Drop, string Recipient) place, List<Delivery> deliveries, List<BatchFailure> failures,
            IDeliveryObserver observer, CancellationToken cancellation)
    {
        var comparesContent = configuration.Settings.Drops.GetValueOrDefault(place.Drop)?.ComparesContent == true;
        var found = await drop.InspectAsync(place.Recipient, [
            .. deliveries.Select(delivery => DroppedFiles.Of(delivery, ""))], comparesContent, cancellation).ConfigureAwait(false);
        foreach (var (delivery, inspection) in deliveries.Zip(found)
            .Where(pair => pair.Second.Failure is not null || pair.Second.Files.Any(file => file.State == DropFileState.Different)))
        {
            await GuardAsync([delivery], failures, async () =>
            {
                if (inspection.Failure is { } failure)
                {
                    throw failure;
                }

                using var own = await limits.PermitAsync(delivery.Permit, cancellation).ConfigureAwait(false);
                using var turn = await workers.TakeAsync(delivery.Permit, cancellation).ConfigureAwait(false);
                using var slot = await limits.PublishingAsync(place.Drop, cancellation).ConfigureAwait(false);
                using var service = new PermitService(registers, engines, turn);
                if (await turn.RunAsync(stop => service.Engine.HealAsync(delivery, comparesContent, observer, stop), cancellation)
                    .ConfigureAwait(false))
                {
                    observer.Happened(delivery, DeliveryNote.Healed);
                }
            }).ConfigureAwait(false);
        }
    }

    private static async Task GuardAsync(IEnumerable<Delivery> deliveries, List<BatchFailure> failures, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (MuutostietoException failure)
        {
            failures.AddRange(deliveries.Select(delivery => delivery.Permit).Distinct()
                .Select(permit => BatchFailure.Of(permit, failure)));
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            failures.AddRange(deliveries.Select(delivery => delivery.Permit).Distinct().Select(permit => new BatchFailure(
                permit, FailureKind.Fault, $"{error.Message} Make it writable, or make room, and run again.")));
        }
    }
}
