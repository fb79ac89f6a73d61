using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// A whole night after the register's own job: receipts and due deliveries, then the review of what is in the drops and the healing of
/// files that a drop has damaged, then overdue deliveries, retention and the audit. Receipts come first, so that what was received in time
/// is never reported overdue, and what its recipient has removed is not missed.
/// </summary>
public sealed class NightlyRun(
    DeliveryConfiguration configuration,
    BatchRun batch,
    ILedger ledger,
    Func<string, IDrop> drops,
    TimeProvider clock,
    IDiskSync disk,
    IUpdateFiles? inputs = null,
    IWorkers? workers = null)
{
    private readonly IWorkers workers = workers ?? new SoleWorker(ledger);

    /// <summary>
    /// Runs all parts; a failure of one never stops the next. Of several workers one does what belongs to the night; the others deliver,
    /// and see that it is done.
    /// </summary>
    public async Task<NightlyResult> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        var began = workers.Now();
        var night = workers.TryTake(WorkClaim.Night);
        try
        {
            // In parallel: an unreachable drop's receipts do not delay deliveries to the others. Which deliveries wait for an answer is
            // read first.
            var receipts = night is null ? null : ReceiptsAsync(night, observer, cancellation);
            var result = await batch.RunAsync(observer, cancellation).ConfigureAwait(false);
            var unseen = receipts is null ? null : await receipts.ConfigureAwait(false);
            night ??= await workers.TakeUnlessDoneAsync(WorkClaim.Night, began, cancellation).ConfigureAwait(false);
            if (night is null)
            {
                var cleared = await batch.ClearOutboxAsync(disk.Files, cancellation).ConfigureAwait(false);
                return new NightlyResult(result with { Failures = [.. result.Failures, .. cleared] }, Refused(), []);
            }

            unseen ??= await ReceiptsAsync(night, observer, cancellation).ConfigureAwait(false);
            return await night.RunAsync(stop => FinishAsync(night, result, unseen, observer, stop), cancellation).ConfigureAwait(false);
        }
        finally
        {
            night?.Dispose();
        }
    }

    /// <summary>Only the review of what is in the drops; answers are read before.</summary>
    public async Task<PublishedReviewResult> ReviewAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        if (!PublishedReview.IsNeeded(ledger))
        {
            return PublishedReviewResult.Nothing;
        }

        using var night = await workers.TakeAsync(WorkClaim.Night, cancellation).ConfigureAwait(false);
        night.FreeHand();
        var unseen = await ReceiptsAsync(night, observer, cancellation).ConfigureAwait(false);
        var review = await night.RunAsync(stop => batch.ReviewAsync(observer, stop), cancellation).ConfigureAwait(false);
        return review with { Failures = [.. unseen, .. review.Failures] };
    }

    private Task<IReadOnlyList<BatchFailure>> ReceiptsAsync(WorkTurn night, IDeliveryObserver observer, CancellationToken cancellation) =>
        night.RunAsync(
            stop => new ReceiptRun(configuration, night.Ledger, drops, clock, disk.Files).RunAsync(observer, stop), cancellation);

    private List<Delivery> Refused() => [.. ledger.List().Where(delivery => delivery.OpenRefusal is not null)];

    private async Task<NightlyResult> FinishAsync(
        WorkTurn night,
        BatchResult result,
        IReadOnlyList<BatchFailure> unseen,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        var review = await batch.ReviewAsync(observer, cancellation).ConfigureAwait(false);
        var silent = result
            .Failures.Concat(unseen)
            .Where(failure => failure.Kind == FailureKind.Transient)
            .Select(failure => failure.Permit)
            .ToHashSet(StringComparer.Ordinal);
        var damaged = await batch.HealAsync(drops, silent, observer, cancellation).ConfigureAwait(false);
        var overdue = new OverdueRun(configuration, night.Ledger, clock).Run(observer);
        var retention = new RetentionRun(configuration, night.Ledger, drops, clock, disk.Files);
        var kept = await retention.RunAsync(observer, cancellation).ConfigureAwait(false);
        var cleared = await batch.ClearOutboxAsync(disk.Files, cancellation).ConfigureAwait(false);
        if (inputs is not null)
        {
            new UpdateRetention(configuration, night.Ledger, inputs, clock).Run();
        }

        var audit = configuration.Settings.Audit.Open(clock, disk);
        var unproved = new AuditNight(audit, configuration.Settings.AuditYears, night.Ledger).Run(observer);
        night.IsDone();

        // An unreachable drop is reported once per permit, not once per part of the night; of what has to be corrected, each order's own.
        var failures = result
            .Failures.Concat(unseen)
            .Concat(review.Failures)
            .Concat(damaged)
            .Concat(kept)
            .Concat(cleared)
            .Concat(unproved)
            .DistinctBy(failure => (failure.Permit, failure.Kind, failure.Kind == FailureKind.Usage ? failure.Message : null))
            .ToList();
        return new NightlyResult(
            new BatchResult([.. result.Deliveries, .. review.Renewed], failures) { Notices = result.Notices },
            Refused(),
            overdue)
        {
            ToWithdraw = review.Due,
        };
    }
}
