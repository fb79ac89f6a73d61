using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The extract before another one of the same order.</summary>
/// <param name="ledger">Has the extracts.</param>
/// <param name="audit">Has their persons.</param>
internal sealed class ExtractBefore(ILedger ledger, IAuditTrail audit)
{
    /// <summary>
    /// The number of the newest extract that the recipient has of the order as it reads now, whose persons are known; null when there is
    /// none. Of an order of one moment it would be a list of those who have become protected or set a ban: it has none.
    /// </summary>
    internal int? NumberFor(string permit, ExtractRequest request) =>
        request is { Target: null, AsOf: null, AsOfDay: null } && request.Formats.Contains("csv")
            ? ledger.List(new DeliveryFilter(permit, DeliveryKind.Extract))
                .LastOrDefault(delivery =>
                    delivery is { Published: not null, State: not DeliveryState.Withdrawn, Audit: { } entry }
                    && delivery.Terms.Value.Order is { } order && order.Id == request.Order && order.Text == request.Text
                    && !audit.HasPurged(entry))
                ?.Number
            : null;

    /// <summary>Who had a record in the extract before, and as of which key.</summary>
    /// <exception cref="MuutostietoException">Usage: the persons were removed after their years. Integrity: they are damaged, or ledger or
    /// audit do not have the extract.</exception>
    internal (IReadOnlyList<long> Persons, JournalKey AsOf)? Of(DeliveryTerms terms)
    {
        if (terms.Order?.Previous is not { } number)
        {
            return null;
        }

        var key = new DeliveryKey(terms.Permit, DeliveryKey.Extract, number);
        return ledger.Find(key) is { Audit: { } entry } before
            ? (audit.PersonsOf(key, entry).Persons, new JournalKey(before.Window.To))
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"{key}: the ledger does not have it, and the extract after it names who is not in it any more. Nothing was delivered. "
                    + "Restore the ledger from a backup.");
    }
}
