using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Engine;

public sealed partial class BatchRun
{
    private const string ReviewName = "published deliveries";

    /// <summary>
    /// Judges what is in the drops as of now. If the settings say so it is withdrawn at once, with what continues it, and each permit gets
    /// a new base: it is unknown whether the recipient has fetched something without an answer.
    /// </summary>
    internal async Task<PublishedReviewResult> ReviewAsync(IDeliveryObserver observer, CancellationToken cancellation)
    {
        try
        {
            if (!PublishedReview.IsNeeded(ledger))
            {
                return PublishedReviewResult.Nothing;
            }

            using var service = new PermitService(registers, engines, new WorkTurn(ledger));
            var due = service.Engine.Review.Find();
            if (due.Count == 0 || !configuration.Settings.WithdrawPublished)
            {
                return new PublishedReviewResult(due, [], []);
            }

            var (renewed, failures) = (new List<Delivery>(), new List<BatchFailure>());
            foreach (var permit in due.GroupBy(found => found.Delivery.Permit))
            {
                await WithdrawAsync(permit.Key, [.. permit], renewed, failures, observer, cancellation).ConfigureAwait(false);
            }

            return new PublishedReviewResult(service.Engine.Review.Find(), renewed, failures);
        }
        catch (MuutostietoException failure)
        {
            return new PublishedReviewResult(
                [],
                [],
                [
                    new BatchFailure(
                        ReviewName,
                        failure.Kind,
                        $"What lies in the drops could not be judged: {failure.Message}",
                        failure.Remedy),
                ]);
        }
    }

    /// <summary>
    /// Whether the permit's last planned deliveries were withdrawn because of an order in a way that requires a new base: one of them was a
    /// base or had been published; or were lost. Read from the ledger, so that it also holds after a run that was stopped in between.
    /// </summary>
    private bool LacksBase(string permit) =>
        ledger
            .ListChain(permit)
            .Reverse()
            .TakeWhile(delivery => delivery.State == DeliveryState.Withdrawn)
            .Any(delivery =>
                delivery.WithdrawalReason == PublishedReview.Reason
                || delivery.IsLost
                || delivery is { Kind: DeliveryKind.Base, WithdrawalReason: DeliveryWithdrawal.Reason });

    private async Task WithdrawAsync(
        string permit,
        List<WithdrawalDue> due,
        List<Delivery> renewed,
        List<BatchFailure> failures,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        try
        {
            using var slot = await limits.PermitAsync(permit, cancellation).ConfigureAwait(false);
            using var turn = await workers.TakeAsync(permit, cancellation).ConfigureAwait(false);
            using var service = new PermitService(registers, engines, turn);
            service.Engine.Publications.Require(permit);
            if (await turn.RunAsync(stop => WithdrawAsync(service, permit, due, failures, observer, stop), cancellation)
                    .ConfigureAwait(false)
                && configuration.PermitsValidOn(HelsinkiTime.Today(clock)).FirstOrDefault(valid => valid.Id == permit) is
                { Files: not null } valid)
            {
                renewed.Add(
                    await turn.RunAsync(stop => FinishAsync(service, service.Engine.Planner.NewBase(valid), observer, stop), cancellation)
                        .ConfigureAwait(false));
            }
        }
        catch (MuutostietoException failure)
        {
            failures.Add(BatchFailure.Of(permit, failure));
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            failures.Add(new BatchFailure(permit, FailureKind.Fault, $"{error.Message} Make it writable, or make room, and run again."));
        }
    }

    /// <returns>Whether anything was withdrawn that a new base must make up for.</returns>
    private static async Task<bool> WithdrawAsync(
        PermitService service,
        string permit,
        List<WithdrawalDue> due,
        List<BatchFailure> failures,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        var isAnyNew = false;
        foreach (
            var delivery in due.SelectMany(found => found.Steps)
                .DistinctBy(delivery => delivery.Id)
                .OrderByDescending(delivery => delivery.Id))
        {
            var (withdrawn, stillThere) = await service
                .Engine.Withdrawal.WithdrawAsync(delivery, PublishedReview.Reason, cancellation)
                .ConfigureAwait(false);
            isAnyNew |= delivery is { Kind: not DeliveryKind.Extract, State: not DeliveryState.Withdrawn };
            observer.Happened(withdrawn, DeliveryNote.Recalled);
            if (stillThere is not null)
            {
                failures.Add(
                    new BatchFailure(
                        permit,
                        stillThere.Kind,
                        $"{withdrawn.Title}: withdrawn, but its files may still be in the drop: {stillThere.Message} The next run "
                            + "tries again.",
                        stillThere.Remedy));
            }
        }

        return isAnyNew;
    }
}
