using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Hands a delivery's files over. May be stopped anywhere and done again.</summary>
internal sealed class PublishingStep(
    ILedger ledger, Func<string, IDrop> drops, ComposingStep composing, PermitGuard guard, LateOrders lateOrders, DeliveryContexts contexts, DroppedFiles dropped, Outbox outbox, TimeProvider clock)
{
    /// <summary>Hands it over, also when it was handed over before.</summary>
    /// <returns>The delivery, published.</returns>
    internal async Task<Delivery> RunAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        if (lateOrders.Overtook(delivery, contexts) && !await dropped.IsOutAsync(delivery, cancellation).ConfigureAwait(false))
        {
            throw new MuutostietoException(
                ExitCode.Error,
                $"{delivery.Title}: a non-disclosure order was entered while it was made, for somebody in it. Nothing was handed over. Run again: it is withdrawn and made anew.");
        }

        var context = contexts.Of(delivery);
        var drop = drops(context.Terms.Drop);
        var folder = outbox.FolderOf(context);
        if (delivery.Files.Any(file => !File.Exists(Path.Combine(folder, file.Name))))
        {
            // The outbox has lost it, by retention or by accident: composed again it must be the same, or the ledger refuses it.
            delivery = composing.Run(delivery, observer, cancellation);
        }

        var progress = observer.Begin(delivery, DeliveryStep.Publishing, delivery.Files.Sum(file => file.Bytes));
        await drop.PublishAsync(DroppedFiles.Of(delivery, folder), progress, cancellation).ConfigureAwait(false);
        delivery = ledger.MarkPublished(delivery.Id, clock.GetUtcNow(), drop.LocationOf(context.Terms.Recipient));
        observer.End(delivery, DeliveryStep.Publishing);
        return delivery;
    }
}
