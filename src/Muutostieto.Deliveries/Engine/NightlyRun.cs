using Muutostieto.Audit;
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
    IUpdateFiles? inputs = null)
{
    /// <summary>Runs all parts; a failure of one never stops the next.</summary>
    public async Task<NightlyResult> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        // In parallel: an unreachable drop's receipts do not delay deliveries to the others. Which deliveries wait for an answer is read
        // first.
        var receipts = new ReceiptRun(configuration, ledger, drops, clock, disk.Files).RunAsync(observer, cancellation);
        var delivering = batch.RunAsync(observer, cancellation);
        await Task.WhenAll(receipts, delivering).ConfigureAwait(false);
        var (unseen, result) = (await receipts.ConfigureAwait(false), await delivering.ConfigureAwait(false));
        var review = await batch.ReviewAsync(observer, cancellation).ConfigureAwait(false);
        var silent = result
            .Failures.Concat(unseen)
            .Where(failure => failure.Kind == FailureKind.Transient)
            .Select(failure => failure.Permit)
            .ToHashSet(StringComparer.Ordinal);
        var damaged = await batch.HealAsync(drops, silent, observer, cancellation).ConfigureAwait(false);
        var overdue = new OverdueRun(configuration, ledger, clock).Run(observer);
        var retention = new RetentionRun(configuration, ledger, drops, clock, disk.Files);
        var kept = await retention.RunAsync(observer, cancellation).ConfigureAwait(false);
        if (inputs is not null)
        {
            new UpdateRetention(configuration, ledger, inputs, clock).Run();
        }

        var audit = new AuditStore(configuration.Settings.AuditPath, clock, disk);
        var unproved = new AuditNight(audit, configuration.Settings.AuditYears, ledger).Run(observer);

        // An unreachable drop is reported once per permit, not once per part of the night; of what has to be corrected, each order's own.
        var failures = result
            .Failures.Concat(unseen)
            .Concat(review.Failures)
            .Concat(damaged)
            .Concat(kept)
            .Concat(unproved)
            .DistinctBy(failure => (failure.Permit, failure.Kind, failure.Kind == FailureKind.Usage ? failure.Message : null))
            .ToList();
        return new NightlyResult(
            new BatchResult([.. result.Deliveries, .. review.Renewed], failures) { Notices = result.Notices },
            [.. ledger.List().Where(delivery => delivery.OpenRefusal is not null)],
            overdue)
        {
            ToWithdraw = review.Due,
        };
    }

    /// <summary>Only the review of what is in the drops; answers are read before.</summary>
    public async Task<PublishedReviewResult> ReviewAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        if (!PublishedReview.IsNeeded(ledger))
        {
            return PublishedReviewResult.Nothing;
        }

        var receipts = new ReceiptRun(configuration, ledger, drops, clock, disk.Files);
        var unseen = await receipts.RunAsync(observer, cancellation).ConfigureAwait(false);
        var review = await batch.ReviewAsync(observer, cancellation).ConfigureAwait(false);
        return review with { Failures = [.. unseen, .. review.Failures] };
    }
}
