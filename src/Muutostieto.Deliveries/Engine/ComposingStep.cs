using System.Text;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Writes a delivery's files into the outbox. May be stopped anywhere and done again: the same bytes come of it, also years later, or the
/// ledger refuses them.
/// </summary>
internal sealed class ComposingStep(
    IRegister register,
    ILedger ledger,
    Outbox outbox,
    IAuditTrail audit,
    PermitGuard guard,
    DeliveryLayouts layouts,
    DeliveryContexts contexts,
    IDiskSync disk,
    ManifestSigner signer,
    IOrderSelection selection,
    ExtractBefore before,
    TimeProvider clock)
{
    /// <summary>Composes it, also when it was composed before.</summary>
    internal Delivery Run(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        RequireTheSameRegister(delivery);
        var catalog = layouts.Of(delivery);
        var context = contexts.Of(delivery);
        var progress = observer.Begin(delivery, DeliveryStep.Composing, ResidentsOf(context));

        // Composed before there was an audit chain, its manifest has no entry: composed again it must be the same.
        var entry = delivery is { Composed: not null, Audit: null } ? null : new DeliveryAudit(audit, delivery.Audit);
        var sign = SignatureOf(delivery);
        var composed = Fill(delivery, context, folder => context.Kind switch
        {
            DeliveryKind.Base => new BaseComposer(register, catalog, disk, entry, sign).Compose(context, folder, progress, cancellation),
            DeliveryKind.Extract =>
                new ExtractComposer(register, catalog, disk, selection, entry, sign)
                {
                    Persons = layouts.Persons,
                    Before = before,
                }.Compose(context, folder, progress, cancellation),
            _ => new ChangeComposer(register, catalog, disk, entry, sign).Compose(context, folder, progress, cancellation),
        });
        if (composed.Outcomes.Count > 0)
        {
            ledger.KeepOutcomes(delivery.Id, composed.Outcomes);
        }

        delivery = ledger.MarkComposed(
            delivery.Id,
            [.. composed.Files.Select(file => new DeliveryFile(file.Name, file.Bytes, file.Records, file.Sha256))],
            new DeliveryCounts(composed.Persons, composed.Records, composed.Transliterated, composed.Shortened),
            clock.GetUtcNow(),
            composed.Audit,
            composed.Signature);
        observer.End(delivery, DeliveryStep.Composing);
        return delivery;
    }

    /// <summary>
    /// Composed first it is signed with the key of the moment; composed again it has the recorded signature, or none.
    /// </summary>
    private Func<byte[], byte[]>? SignatureOf(Delivery delivery) =>
        delivery.Signature is { } recorded ? _ => Encoding.ASCII.GetBytes(recorded) : delivery.Composed is null ? signer.Sign : null;

    /// <summary>
    /// Its files are gone with the folder when the gate comes upon a person who is protected now and was not as of the window's end.
    /// </summary>
    private ComposedDelivery Fill(Delivery delivery, DeliveryContext context, Func<string, ComposedDelivery> compose)
    {
        try
        {
            return outbox.Fill(context, compose);
        }
        catch (LateOrderException)
        {
            throw LateOrders.RefusalOf(delivery);
        }
    }

    /// <summary>Composed from a restored register with a different history, the delivery would contain entries that were never
    /// made.</summary>
    private void RequireTheSameRegister(Delivery delivery)
    {
        if (delivery.RegisterFingerprint is { } mark && mark != RegisterFingerprint.At(register, new JournalKey(delivery.Window.To)))
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{delivery.Title}: the register no longer has the entries up to {delivery.Window.To} that it was planned for. Nothing was "
                    + "delivered. "
                + "Restore register and ledger from one backup, or withdraw the delivery and begin a new chain with a base.");
        }
    }

    private long ResidentsOf(DeliveryContext context)
    {
        if (context.IsOfChanges)
        {
            return context.To - context.From!.Value;
        }

        if (context.List is { } list)
        {
            return list.Members.Count;
        }

        var living = register.Status().Municipalities;
        return context.Terms.Municipalities.Sum(municipality => living.GetValueOrDefault(municipality));
    }
}
