using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Withdraws deliveries in the ledger, and removes them from their drops so that they can no longer be fetched.</summary>
public sealed class DeliveryWithdrawal
{
    /// <summary>The reason in the ledger of what was withdrawn because an order overtook it.</summary>
    internal const string Reason = "a non-disclosure order was entered before it was published";

    /// <summary>The same of an extract, which any entry overtakes.</summary>
    internal const string ExtractReason = "the register went on before it was published";

    /// <summary>What the reason begins with of an extract that one of its forms has no room for.</summary>
    internal const string NoRoomReason = "a form has no room for it";

    private readonly ILedger ledger;
    private readonly DroppedFiles dropped;
    private readonly PublicationProgressReader progressReader;
    private readonly LateOrders lateOrders;
    private readonly DeliveryContexts contexts;
    private readonly TimeProvider clock;

    internal DeliveryWithdrawal(
        ILedger ledger,
        DroppedFiles dropped,
        PublicationProgressReader progressReader,
        LateOrders lateOrders,
        DeliveryContexts contexts,
        TimeProvider clock) =>
        (this.ledger, this.dropped, this.progressReader, this.lateOrders, this.contexts, this.clock) = (
            ledger,
            dropped,
            progressReader,
            lateOrders,
            contexts,
            clock);

    /// <summary>
    /// Withdraws those of a permit's unfinished deliveries that must not be published because a non-disclosure order for a person in them
    /// was entered after their window, and those that continue them. The next deliveries cover their windows again, with the order applied.
    /// One that its recipient may have stays.
    /// </summary>
    /// <returns>The deliveries, withdrawn; none when all may be published as they are.</returns>
    public async Task<IReadOnlyList<Delivery>> WithdrawOvertakenAsync(string permit, CancellationToken cancellation)
    {
        var withdrawn = new List<Delivery>();
        foreach (var delivery in ledger.Unfinished().Where(delivery => delivery.Permit == permit))
        {
            var continues = withdrawn.Exists(before => delivery.Predecessor?.Delivery == before.Key);
            if (continues
                || (lateOrders.Overtook(delivery, contexts)
                    && await progressReader.OfAsync(delivery, cancellation).ConfigureAwait(false) == PublicationProgress.NotBegun))
            {
                withdrawn.Add(delivery);
            }
        }

        // The last one first: a delivery that another one continues cannot be withdrawn.
        withdrawn.Reverse();
        for (var index = 0; index < withdrawn.Count; index++)
        {
            withdrawn[index] = await WithdrawAsync(withdrawn[index], cancellation).ConfigureAwait(false);
        }

        return withdrawn;
    }

    /// <summary>Withdraws a delivery at an operator's request. What was fetched stays with its recipient.</summary>
    /// <returns>The delivery, withdrawn, and the failure of a drop where its files are still.</returns>
    public async Task<(Delivery Withdrawn, MuutostietoException? StillThere)> WithdrawAsync(
        Delivery delivery,
        string reason,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var withdrawn = ledger.Withdraw(delivery.Id, reason, clock.GetUtcNow());
        if (withdrawn.Files.Count == 0 || withdrawn.DropCleared is not null)
        {
            return (withdrawn, null);
        }

        try
        {
            await dropped.RemoveAsync(withdrawn, cancellation).ConfigureAwait(false);
            return (ledger.MarkDropCleared(withdrawn.Id, clock.GetUtcNow()), null);
        }
        catch (MuutostietoException failure)
        {
            return (withdrawn, failure);
        }
    }

    private async Task<Delivery> WithdrawAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.State == DeliveryState.Composed)
        {
            // Publishing may have been stopped half way: remove what has arrived first.
            await dropped.RemoveAsync(delivery, cancellation).ConfigureAwait(false);
        }

        return ledger.Withdraw(delivery.Id, delivery.Kind == DeliveryKind.Extract ? ExtractReason : Reason, clock.GetUtcNow());
    }
}
