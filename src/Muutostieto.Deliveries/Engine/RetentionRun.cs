using System.IO.Abstractions;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Removes what has been received and whose days in the drop or the outbox are over, counted from the receipt or from when it was last
/// published. What was not received is never touched, however old. Idempotent: stopped anywhere and run again, it goes on. The ledger keeps
/// names, sizes and hashes, so that a delivery can be composed and published again.
/// </summary>
internal sealed class RetentionRun(
    DeliveryConfiguration configuration,
    ILedger ledger,
    Func<string, IDrop> drops,
    TimeProvider clock,
    IFileSystem files)
{
    /// <summary>Removes what is due to go.</summary>
    /// <returns>The permits whose files could not be removed.</returns>
    public async Task<IReadOnlyList<BatchFailure>> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var failures = new List<BatchFailure>();
        var permits = configuration.Permits.ToDictionary(permit => permit.Id);
        foreach (var delivery in ledger.List(new DeliveryFilter(State: DeliveryState.Received)))
        {
            if (permits.TryGetValue(delivery.Permit, out var permit) && permit.Handover is { } channel)
            {
                try
                {
                    await ClearAsync(delivery, channel, observer, cancellation).ConfigureAwait(false);
                }
                catch (MuutostietoException failure)
                {
                    failures.Add(BatchFailure.Of(permit.Id, failure));
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    failures.Add(
                        new BatchFailure(
                            permit.Id,
                            FailureKind.Fault,
                            $"outbox: {error.Message} Let this program's account remove it; the next run does."));
                }
            }
        }

        return failures;
    }

    private async Task ClearAsync(Delivery delivery, FileHandover channel, IDeliveryObserver observer, CancellationToken cancellation)
    {
        if (delivery.DropCleared is null && IsOver(delivery, channel.KeepInDropDays))
        {
            await new DroppedFiles(drops, ledger).RemoveAsync(delivery, cancellation).ConfigureAwait(false);
            observer.Happened(ledger.MarkDropCleared(delivery.Id, clock.GetUtcNow()), DeliveryNote.RemovedFromDrop);
        }

        if (delivery.OutboxCleared is null && IsOver(delivery, channel.KeepInOutboxDays))
        {
            Outbox.Remove(
                files,
                Outbox.FolderOf(
                    configuration.Settings.OutboxPath,
                    delivery.Permit,
                    Path.GetFileNameWithoutExtension(delivery.Manifest!.Name)));
            observer.Happened(ledger.MarkOutboxCleared(delivery.Id, clock.GetUtcNow()), DeliveryNote.RemovedFromOutbox);
        }
    }

    private bool IsOver(Delivery delivery, int? days)
    {
        var since = delivery.Redelivered > delivery.Received ? delivery.Redelivered : delivery.Received;
        return days is { } keep && clock.GetUtcNow() - since!.Value > TimeSpan.FromDays(keep);
    }
}
