using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The extract before another one of the same order, which names what it had and the later one has not.</summary>
/// <param name="ledger">Has the extracts.</param>
/// <param name="audit">Has their persons.</param>
/// <param name="register">As it is now.</param>
/// <param name="selection">Chooses anew.</param>
/// <param name="contextOf">What an extract was composed from.</param>
/// <param name="layoutsOf">What an extract was composed with.</param>
internal sealed class ExtractBefore(
    ILedger ledger,
    IAuditTrail audit,
    IRegister register,
    IOrderSelection selection,
    Func<Delivery, DeliveryContext> contextOf,
    Func<Delivery, GroupCatalog> layoutsOf)
{
    /// <summary>The forms that have a table of the removed.</summary>
    private static readonly string[] Forms = ["csv", "parquet", "xlsx"];

    /// <summary>
    /// The number of the newest extract that the recipient has of the order as it reads now, when it is known what was in it; null when
    /// there is none. Of an order of one moment it would be a list of those who have become protected or set a ban: it has none.
    /// </summary>
    internal int? NumberFor(string permit, ExtractRequest request) =>
        request is { AsOf: null, AsOfDay: null } && request.Formats.Intersect(Forms).Any() && Names(request)
            && NewestOf(permit, request) is { } newest && IsKnown(newest)
                ? newest.Number
                : null;

    /// <summary>The extract before.</summary>
    /// <exception cref="MuutostietoException">Integrity: ledger or layouts do not have it.</exception>
    internal EarlierExtract? Of(DeliveryTerms terms)
    {
        if (terms.Order?.Previous is not { } number)
        {
            return null;
        }

        var key = new DeliveryKey(terms.Permit, DeliveryKey.Extract, number);
        return ledger.Find(key) is { Audit: not null } before
            ? new EarlierExtract(before, contextOf(before), layoutsOf(before))
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"{key}: the ledger does not have it, and the extract after it names who is not in it any more. Nothing was delivered. "
                    + "Restore the ledger from a backup.");
    }

    /// <summary>Who had a record in it.</summary>
    /// <exception cref="MuutostietoException">Usage: the persons were removed after their years. Integrity: they are damaged, or the
    /// audit does not have the extract.</exception>
    internal IReadOnlyList<long> PersonsOf(EarlierExtract before) =>
        audit.PersonsOf(before.Delivery.Key, before.Delivery.Audit!).Persons;

    /// <summary>Whether the rows say which dwelling they are of; those of persons and buildings always have their codes.</summary>
    private static bool Names(ExtractRequest request) =>
        request.Target != OrderTargetNames.Of(OrderTarget.Dwellings)
        || request.Groups.Any(group => group.Group == BuildingState.Unit && group.Fields?.Contains(BuildingState.UnitId) != false);

    private Delivery? NewestOf(string permit, ExtractRequest request) =>
        ledger.List(new DeliveryFilter(permit, DeliveryKind.Extract)).LastOrDefault(delivery => IsOf(delivery, request));

    private static bool IsOf(Delivery delivery, ExtractRequest request) =>
        delivery is { Published: not null, State: not DeliveryState.Withdrawn, Audit: not null }
        && delivery.Terms.Value.Order is { } order && order.Id == request.Order && order.Text == request.Text;

    /// <summary>
    /// Persons come of the audit, buildings and dwellings are chosen anew: both need the register of then, the one the audit's payload, the
    /// other the key of the series.
    /// </summary>
    private bool IsKnown(Delivery delivery) =>
        (delivery.RegisterFingerprint is not { } mark || mark == RegisterFingerprint.At(register, new JournalKey(delivery.Window.To)))
        && (delivery.Terms.Value.Order is { Target: not null } order ? selection.CanChooseAgain(order) : !audit.HasPurged(delivery.Audit!));
}
