using System.Security.Cryptography;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Reconciliation;

/// <summary>
/// Lets a recipient check its register: count and digest of each municipality as of the last published delivery, in a file beside it.
/// The same delivery always gives the same file.
/// </summary>
public sealed class Reconciler(
    DeliveryConfiguration configuration,
    GroupCatalog catalog,
    IRegister register,
    ILedger ledger,
    Func<string, IDrop> drops,
    TimeProvider clock,
    IDiskSync disk)
{
    /// <summary>The last delivery of the permit that was published and not withdrawn.</summary>
    /// <exception cref="MuutostietoException">Usage: there is none.</exception>
    public Delivery HeadOf(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        if (permit.Area.IsList)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": it follows a list, and only residents are compared, by municipality. What its recipient has lost "
                    + "a new base brings.")
            {
                Remedy = new DeliveryRemedy.MakeBase(permit.Id),
            };
        }

        return ledger
            .ListChain(permit.Id)
            .LastOrDefault(delivery => delivery.Published is not null && delivery.State != DeliveryState.Withdrawn)
            ?? throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": nothing has been published yet that could be reconciled. Make a base.")
            {
                Remedy = new DeliveryRemedy.MakeBase(permit.Id),
            };
    }

    /// <summary>What the recipient should have as of a delivery; nothing is written.</summary>
    /// <param name="head">The delivery, composed.</param>
    /// <param name="progress">Called with the number of residents processed; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Integrity: the register is another one. Usage: an order was entered since for a person in the
    /// area.</exception>
    public ReconciliationFile Compose(Delivery head, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (register.LatestKey().Value < head.Window.To
            || (head.RegisterFingerprint is { } mark && mark != RegisterFingerprint.At(register, new JournalKey(head.Window.To))))
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{head.Title}: the register no longer has the entries up to {head.Window.To} that it was made of. Restore register and "
                    + "ledger of the same night.");
        }

        var terms = head.Terms.Value;
        var context = new DeliveryContext
        {
            Terms = terms,
            Kind = DeliveryKind.Base,
            Number = head.Number,
            Planned = head.Planned,
            To = head.Window.To,
        };
        var municipalities = Digests(head, context, progress, cancellation);
        return new ReconciliationFile
        {
            Permit = terms.Permit,
            Recipient = terms.Recipient,
            AsOf = new ReconciledDelivery(head.Kind.WireName(), head.Number, head.Manifest!.Sha256, head.Window.To),
            Layouts = head.CatalogDigest,
            Persons = municipalities.Sum(municipality => municipality.Persons),
            Municipalities = municipalities,
        };
    }

    /// <summary>
    /// What a recipient should have as of a delivery whose data an order has overtaken is not said: it would differ from what it has, or
    /// show what it may not.
    /// </summary>
    private IReadOnlyList<MunicipalityDigest> Digests(
        Delivery head,
        DeliveryContext context,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        try
        {
            return new ReconciliationComposer(register, new DeliveryLayouts(catalog, ledger).Of(head)).Compose(
                context,
                progress,
                cancellation);
        }
        catch (LateOrderException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{head.Title}: since it was made a non-disclosure order has been entered for a person in its area. Nothing was published. "
                + "Publish the next changes first, which bring the order.")
            { Remedy = new DeliveryRemedy.DeliverChanges(head.Permit) };
        }
    }

    /// <summary>Puts the file beside the deliveries. When the same one is there already, nothing happens.</summary>
    /// <param name="head">The delivery that it speaks of.</param>
    /// <param name="file">What <see cref="Compose"/> gave.</param>
    /// <param name="leaving">Called with the file's hash before the first byte leaves, so that it can be recorded.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>Where it is, for people to read.</returns>
    /// <exception cref="MuutostietoException">Usage: the permit of today no longer covers what the delivery held. Else as the drop
    /// says.</exception>
    public async Task<string> PublishAsync(Delivery head, ReconciliationFile file, Action<string> leaving, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(leaving);
        new PermitGuard(configuration, clock: null).Require(head);
        var terms = head.Terms.Value;
        var drop = drops(terms.Drop);
        var content = file.ToUtf8();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var local = Path.Combine(configuration.Settings.OutboxPath, terms.Permit, $".{head.ReconciliationName!}");
        PrivateFile.CreateFolder(disk.Files, Path.GetDirectoryName(local)!);
        try
        {
            await disk.Files.File.WriteAllBytesAsync(local, content, cancellation).ConfigureAwait(false);
            leaving(hash);
            _ = configuration.Settings.Audit.Open(clock, disk).RecordAnswer(
                AuditedAnswer.Of(terms.Permit, terms.Recipient, head.ReconciliationName!, content, file.Persons));
            await drop.PublishAsync(
                    new DropDelivery(terms.Recipient, [new DropFile(head.ReconciliationName!, local, content.Length, hash)]),
                    null,
                    null,
                    cancellation)
                .ConfigureAwait(false);
        }
        finally
        {
            disk.Files.File.Delete(local);
        }

        return $"{drop.LocationOf(terms.Recipient)}/{head.ReconciliationName!}";
    }
}
