using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>Finds who is left out of an order: the persons of earlier deliveries, as the audit has them, and of a list.</summary>
/// <param name="lists">The lists beside orders.</param>
/// <param name="ledger">Has the deliveries.</param>
/// <param name="audit">Has their persons.</param>
/// <param name="permits">Those of the configuration.</param>
internal sealed class ExcludedPersons(OrderLists lists, Func<ILedger> ledger, IAuditTrail audit, IReadOnlyList<Permit> permits)
{
    /// <summary>Who is left out, and what that follows from.</summary>
    /// <param name="Persons">By surrogate id.</param>
    /// <param name="Deliveries">Null: none is named.</param>
    /// <param name="UnknownCodes">How many codes of the list are unknown.</param>
    internal sealed record Found(IReadOnlySet<long> Persons, IReadOnlyList<ExcludedMark>? Deliveries, long UnknownCodes);

    /// <exception cref="MuutostietoException">Usage: a delivery is another recipient's, was never made, or its persons are not kept any
    /// more; the list is missing. Integrity: delivery or list are not those that the extract was made with.</exception>
    internal Found Of(ExtractOrder order, DeliveryTerms terms, IRegister register)
    {
        if (order.Exclude is not { } exclusion)
        {
            return new Found(new HashSet<long>(), null, 0);
        }

        var frozen = terms.Order!.Excluded;
        var found = exclusion.Deliveries.Select(delivery => (Key: delivery, Had: PersonsOf(order, terms, delivery))).ToList();
        List<ExcludedMark> marks = [.. found.Select(each => new ExcludedMark(DeliveryName.Of(each.Key), each.Had.Persons.Content))];
        if (frozen is not null && !frozen.SequenceEqual(marks))
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"order \"{order.Id}\": the audit has other persons of the deliveries that it excludes than the extract was made with. "
                    + "Nothing was drawn. Restore the audit.")
            { Remedy = new VerifyChain() };
        }

        var codes = exclusion.List is { } list ? lists.Read(order.Id, list).Codes : [];
        return register.InOneState(() =>
        {
            var coded = new CodedPersons(register, new JournalKey(terms.Order.JudgedAt), terms.ForGate().ShowsProtected);
            var named = codes.Select(coded.Of).ToList();
            var persons = found
                .SelectMany(each => coded.KnownSince(each.Had.Persons.Persons, each.Had.AsOf))
                .Concat(named.SelectMany(each => each));
            return new Found(
                persons.SelectMany(coded.AllIdsOf).ToHashSet(),
                marks.Count == 0 ? null : marks,
                named.LongCount(each => each.Count == 0));
        });
    }

    private (AuditedPersons Persons, JournalKey AsOf) PersonsOf(ExtractOrder order, DeliveryTerms terms, DeliveryKey key)
    {
        if (ledger().Find(key) is not { Audit: { } entry } delivery)
        {
            throw Refused(order, key, "the ledger has none, or it was not made");
        }

        // Judged when the extract is planned; later it is what it was planned as.
        return terms.Order!.Excluded is not null
            || IsOfTheSame(delivery.Terms.Value, terms)
            || permits.FirstOrDefault(permit => permit.Id == terms.Permit)?.Orders?.Excludes.Contains(key.Permit) == true
                ? (audit.PersonsOf(key, entry), new JournalKey(delivery.Window.To))
                : throw Refused(
                    order,
                    key,
                    $"it is another recipient's or end customer's, and \"orders\" of \"{terms.Permit}\" lacks \"excludes\": "
                        + $"[\"{key.Permit}\"]");
    }

    /// <summary>What a partner has ordered for one end customer is not another one's.</summary>
    private static bool IsOfTheSame(DeliveryTerms one, DeliveryTerms other) =>
        one.Recipient == other.Recipient && one.Order?.Customer?.BusinessId == other.Order?.Customer?.BusinessId;

    private static MuutostietoException Refused(ExtractOrder order, DeliveryKey key, string why) => new(
        FailureKind.Usage,
        $"order \"{order.Id}\": the persons of {DeliveryName.Of(key)} cannot be excluded: {why}. Nothing was "
            + "delivered. Correct \"exclude\".");
}
