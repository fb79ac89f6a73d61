using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Publishes a delivery's files. May be stopped anywhere and repeated: no recipient is left without, and after a non-disclosure order no
/// delivery that it concerns is sent, not even to a recipient who may already have it.
/// </summary>
internal sealed class PublishingStep(
    ILedger ledger,
    Func<string, IDrop> drops,
    ComposingStep composing,
    PermitGuard guard,
    PublicationGuard publications,
    LateOrders lateOrders,
    DeliveryContexts contexts,
    DroppedFiles dropped,
    PublicationProgressReader progressReader,
    IAuditTrail audit,
    Outbox outbox,
    TimeProvider clock,
    IFileSystem files)
{
    /// <summary>Publishes it, also when it was published before.</summary>
    /// <returns>The delivery, published.</returns>
    internal async Task<Delivery> RunAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        publications.Require(delivery.Permit);
        guard.Require(delivery);
        var context = contexts.Of(delivery);
        if (delivery.Published is not null && lateOrders.MayMissBans(context))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: the register has gone on since it was made, and a ban may have been set by a person in it. It is not "
                    + "published again. A recipient who lacks it needs another extract.")
            {
                Remedy = LateOrders.AnotherOf(delivery).Remedy,
            };
        }

        var overtaken = lateOrders.Concern(delivery, context);
        var progress = delivery.Published is null && (overtaken || delivery.PublishingSince is not null)
            ? await progressReader.OfAsync(delivery, cancellation).ConfigureAwait(false)
            : PublicationProgress.NotBegun;
        switch (progress)
        {
            case PublicationProgress.Answered when !overtaken:
                return RecordAsPublished(delivery, observer);

            case PublicationProgress.Visible when overtaken:
                await dropped.RemoveHiddenAsync(delivery, cancellation).ConfigureAwait(false);
                return RecordAsPublished(delivery, observer);

            case PublicationProgress.Answered or PublicationProgress.Uncertain when overtaken:
                // Whatever is there still, of another time that was stopped too, would be fetched after the order.
                await dropped.RemoveAsync(delivery, cancellation).ConfigureAwait(false);
                return ledger.MarkDropCleared(RecordAsPublished(delivery, observer).Id, clock.GetUtcNow());

            case PublicationProgress.Uncertain or PublicationProgress.Visible:
                // Noted first: from here on the hidden files in the drop no longer prove anything about the first time.
                delivery = ledger.MarkRedelivered(delivery.Id, clock.GetUtcNow());
                break;

            case PublicationProgress.NotBegun when overtaken:
                throw LateOrders.RefusalOf(delivery);
        }

        return await SendAsync(delivery, isOut: progress == PublicationProgress.Visible, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts files there again that the drop has damaged, unless an order or a revoked right forbids it: then it is to be withdrawn.
    /// </summary>
    /// <returns>Whether any was.</returns>
    internal async Task<bool> HealAsync(Delivery delivery, bool comparesContent, IDeliveryObserver observer, CancellationToken cancellation)
    {
        var context = contexts.Of(delivery);
        if (guard.RevokedSince(delivery) is not null
            || lateOrders.Concern(delivery, context)
            || (delivery.Audit is { } entry && audit.HasPurged(entry)))
        {
            return false;
        }

        var folder = outbox.FolderOf(context);
        if (IsLacking(delivery, folder))
        {
            delivery = composing.Run(delivery, observer, cancellation);
        }

        var healed = await drops(context.Terms.Drop)
            .HealAsync(
                DroppedFiles.Of(delivery, folder, ledger.Token),
                comparesContent,
                () => RefuseBeforeHealing(delivery, context),
                cancellation)
            .ConfigureAwait(false);
        return healed.Count > 0;
    }

    private async Task<Delivery> SendAsync(Delivery delivery, bool isOut, IDeliveryObserver observer, CancellationToken cancellation)
    {
        if (delivery is { Published: not null, Audit: { } entry } && audit.HasPurged(entry))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: its persons can no longer be determined: they were removed from the audit after their retention time. "
                    + "What cannot be audited is not published again. A recipient who lacks it needs "
                    + $"{LateOrders.AnotherOf(delivery).Words}.")
            { Remedy = LateOrders.AnotherOf(delivery).Remedy };
        }

        var context = contexts.Of(delivery);
        var folder = outbox.FolderOf(context);
        if (IsLacking(delivery, folder))
        {
            // The outbox has lost it, by retention or by accident: composed again it must be the same, or the ledger refuses it.
            delivery = composing.Run(delivery, observer, cancellation);
        }

        if (delivery.DropCleared is not null || delivery.OutboxCleared is not null)
        {
            // If stopped from here on, some of its files may be there again; retention or a withdrawal has to find them.
            delivery = ledger.MarkComingBack(delivery.Id);
        }

        var again = delivery.Published is not null || delivery.Redelivered is not null;
        var drop = drops(context.Terms.Drop);
        if (isOut)
        {
            // The files under these names are this delivery's own: heal them first, as publishing would take a damaged one for another
            // file.
            await drop.HealAsync(
                    DroppedFiles.Of(delivery, folder, ledger.Token),
                    verifyContent: true,
                    () => BeforeAnythingIsVisible(delivery, context),
                    cancellation)
                .ConfigureAwait(false);
        }

        var progress = observer.Begin(delivery, DeliveryStep.Publishing, delivery.Files.Sum(file => file.Bytes));
        try
        {
            await drop.PublishAsync(
                DroppedFiles.Of(delivery, folder, ledger.Token), () => BeforeAnythingIsVisible(delivery, context), progress, cancellation)
                .ConfigureAwait(false);
        }
        catch (MuutostietoException)
        {
            // A worker that was taken for dead finds its files removed, by the one that has taken over.
            ledger.RequireClaim();
            throw;
        }

        delivery = ledger.MarkPublished(delivery.Id, clock.GetUtcNow(), drop.LocationOf(context.Terms.Recipient));
        observer.End(delivery, DeliveryStep.Publishing);
        return again ? ledger.MarkRedelivered(delivery.Id, clock.GetUtcNow()) : delivery;
    }

    /// <summary>
    /// Sending takes its time: the last moment to look for an order, and the one to note that from now on the recipient may have it.
    /// </summary>
    private void BeforeAnythingIsVisible(Delivery delivery, DeliveryContext context)
    {
        RefuseWhenLate(delivery, context);
        if (delivery.Published is null)
        {
            // Outside the ledger first: a ledger that is restored must not use the number again.
            publications.Begin(delivery);
            _ = ledger.MarkPublishing(delivery.Id, clock.GetUtcNow());
        }
        else
        {
            ledger.RequireClaim();
        }
    }

    private void RefuseBeforeHealing(Delivery delivery, DeliveryContext context)
    {
        RefuseWhenLate(delivery, context);
        ledger.RequireClaim();
    }

    private void RefuseWhenLate(Delivery delivery, DeliveryContext context)
    {
        if (lateOrders.Concern(delivery, context))
        {
            throw LateOrders.RefusalOf(delivery);
        }
    }

    private bool IsLacking(Delivery delivery, string folder) =>
        delivery.Files.Any(file => !files.File.Exists(Path.Combine(folder, file.Name)));

    /// <summary>Nothing is sent: its recipient has it or may have it, which cannot be determined and must not be corrected by sending. The
    /// next delivery continues it.</summary>
    private Delivery RecordAsPublished(Delivery delivery, IDeliveryObserver observer)
    {
        var terms = delivery.Terms.Value;
        delivery = ledger.MarkPublished(delivery.Id, clock.GetUtcNow(), drops(terms.Drop).LocationOf(terms.Recipient));
        observer.Happened(delivery, DeliveryNote.FoundPublished);
        return delivery;
    }
}
