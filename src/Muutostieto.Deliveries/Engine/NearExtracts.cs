using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Earlier extracts of a recipient that have nearly the same persons: beside each other the two say something of the few in which they
/// differ.
/// </summary>
/// <param name="ledger">Has the extracts.</param>
/// <param name="audit">Has their persons.</param>
public sealed class NearExtracts(ILedger ledger, IAuditTrail audit)
{
    /// <summary>
    /// Those that differ in one person at least and in fewer than <see cref="DeliveryPlanner.SmallestFrame"/>; none for an order of
    /// buildings or dwellings. A list of the self-service does not count: its recipient may receive each person of it by name.
    /// </summary>
    /// <param name="permit">Of the order: the recipient's other permits count too.</param>
    /// <param name="request">The order; what it got before, as it reads now, is no other order.</param>
    /// <param name="persons">Who would be in its extract, by surrogate id.</param>
    public IReadOnlyList<Delivery> Of(Permit permit, ExtractRequest request, IReadOnlyList<long> persons)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(persons);
        if (request.Target is not null)
        {
            return [];
        }

        var set = new Lazy<HashSet<long>>(() => [.. persons]);
        return
        [
            .. ledger.List(new DeliveryFilter(Kind: DeliveryKind.Extract)).Where(delivery =>
                delivery is { Published: not null, State: not DeliveryState.Withdrawn, Audit: not null }
                && delivery.Terms.Value.Recipient == permit.Recipient
                && delivery.Terms.Value.Order is { Target: null, Asker: null } order
                && !(order.Id == request.Order && order.Text == request.Text)
                && Math.Abs(delivery.Counts.Persons - persons.Count) < DeliveryPlanner.SmallestFrame
                && !audit.HasPurged(delivery.Audit)
                && Differ(audit.PersonsOf(delivery.Key, delivery.Audit).Persons, set.Value) is > 0 and < DeliveryPlanner.SmallestFrame),
        ];
    }

    /// <summary>How many are in one of the two only.</summary>
    private static long Differ(IReadOnlyList<long> earlier, HashSet<long> persons)
    {
        var common = earlier.LongCount(persons.Contains);
        return earlier.Count + persons.Count - (2 * common);
    }
}
