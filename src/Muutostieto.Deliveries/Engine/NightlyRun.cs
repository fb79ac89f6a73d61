using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// A whole night after the register's own job: receipts and what is due, then what lies in the drops judged as of now and healed where a drop has damaged it, then overdue, then retention, then the audit. Receipts come before those two, so that what was received in time is
/// never called overdue, and what was removed by its recipient is not looked for.
/// </summary>
public sealed class NightlyRun(DeliveryConfiguration configuration, BatchRun batch, ILedger ledger, Func<string, IDrop> drops, TimeProvider clock)
{
    /// <summary>Does all of it; trouble in one part never stops the next.</summary>
    public async Task<NightlyResult> RunAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        // Side by side: a drop whose receipts cannot be had does not keep deliveries to the others waiting. Which ones wait for an answer is read first.
        var receipts = new ReceiptRun(configuration, ledger, drops, clock).RunAsync(observer, cancellation);
        var delivering = batch.RunAsync(observer, cancellation);
        await Task.WhenAll(receipts, delivering).ConfigureAwait(false);
        var (unseen, result) = (await receipts.ConfigureAwait(false), await delivering.ConfigureAwait(false));
        var review = await batch.ReviewAsync(observer, cancellation).ConfigureAwait(false);
        var silent = result.Failures.Concat(unseen).Where(failure => failure.Kind == FailureKind.Transient).Select(failure => failure.Permit).ToHashSet(StringComparer.Ordinal);
        var damaged = await batch.HealAsync(drops, silent, observer, cancellation).ConfigureAwait(false);
        var overdue = new OverdueRun(configuration, ledger, clock).Run(observer);
        var kept = await new RetentionRun(configuration, ledger, drops, clock).RunAsync(observer, cancellation).ConfigureAwait(false);
        var unproved = new AuditNight(configuration.Settings, ledger, clock).Run(observer);

        // A drop that cannot be reached is told once a permit, not once a part of the night.
        var failures = result.Failures.Concat(unseen).Concat(review.Failures).Concat(damaged).Concat(kept).Concat(unproved).DistinctBy(failure => (failure.Permit, failure.Kind)).ToList();
        return new NightlyResult(
            new BatchResult([.. result.Deliveries, .. review.Renewed], failures), [.. ledger.List().Where(delivery => delivery.OpenRefusal is not null)], overdue)
        {
            ToWithdraw = review.Due,
        };
    }

    /// <summary>Of the night only the judgement of what lies in the drops; what was answered is read before.</summary>
    public async Task<PublishedReviewResult> ReviewAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        if (!PublishedReview.IsNeeded(ledger))
        {
            return PublishedReviewResult.Nothing;
        }

        var unseen = await new ReceiptRun(configuration, ledger, drops, clock).RunAsync(observer, cancellation).ConfigureAwait(false);
        var review = await batch.ReviewAsync(observer, cancellation).ConfigureAwait(false);
        return review with { Failures = [.. unseen, .. review.Failures] };
    }
}
