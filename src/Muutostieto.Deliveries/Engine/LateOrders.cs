using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Non-disclosure orders that were entered after a delivery's window: its files do not reflect them and could carry the address that the
/// order is to hide. Finds everything that the gate would refuse. Of an extract the audit says who is in it; of any other delivery, and
/// where the audit cannot say it, it may find more: it checks which persons the delivery may show, not which it does.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The layouts, which mark fields that show where another person lives; null where not available: relations are not
/// judged then.</param>
/// <param name="audit">Says who is in an extract.</param>
internal sealed class LateOrders(IRegister register, GroupCatalog? catalog, AuditReader audit)
{
    /// <summary>Whether such an order concerns a person who is or may be in a delivery; for several deliveries, the register is queried
    /// once per key.</summary>
    internal Func<Delivery, DeliveryContext, bool> ConcernByKey()
    {
        var latest = register.LatestKey();
        var later = new Dictionary<(long To, long JudgedAt), (ProtectedPersons Persons, LateRelations? Relations)>();
        var residences = new ResidenceMemory(register);
        return (delivery, context) =>
        {
            var (to, judged) = (new JournalKey(context.To), new JournalKey(context.JudgedAt));
            if (latest < judged)
            {
                return false;
            }

            if (!later.TryGetValue((context.To, context.JudgedAt), out var found))
            {
                var persons = register.ProtectedSince(judged);
                found = (persons, catalog is null ? null : new LateRelations(register, catalog, persons, to));
                later.Add((context.To, context.JudgedAt), found);
            }

            return found.Persons is not { Later.Count: 0, HeldLater.Count: 0 }
                && Concern(delivery, context, found.Persons, found.Relations, residences);
        };
    }

    private bool Concern(
        Delivery delivery,
        DeliveryContext context,
        ProtectedPersons persons,
        LateRelations? relations,
        ResidenceMemory residences)
    {
        if (context.Terms.Order is { } order && delivery.Audit is { } entry && audit.FindPersons(entry) is { } audited)
        {
            return audited.Any(persons.Later.Contains)
                || (order.Target is null
                    && ShowResidences(context.Terms)
                    && relations?.Concern(context, person => IsAmong(audited, person)) == true);
        }

        return persons.Later.Any(person => MayHold(context, person, residences))
            || (context.Terms.Order?.Target is null
                && relations?.Concern(context, person => LivesIn(AreasOf(context), person)) == true);
    }

    /// <summary>
    /// Whether such an order was entered for a person in a delivery before the delivery was recorded as published. An extract is overtaken
    /// by any entry, for it may be a ban, and it costs little to make anew.
    /// </summary>
    internal bool Overtook(Delivery delivery, DeliveryContexts contexts) =>
        delivery is { State: DeliveryState.Planned or DeliveryState.Composed }
        && contexts.Of(delivery) is var context
        && ((delivery.Kind == DeliveryKind.Extract && register.LatestKey().Value > context.JudgedAt) || Concern(delivery, context));

    /// <summary>
    /// Whether a ban may have been set since an extract was judged that would keep a person out of it: its purpose is one that bans stop,
    /// and the register has gone on.
    /// </summary>
    internal bool MayMissBans(DeliveryContext delivery) =>
        delivery.Terms.Order is { } order
        && register.LatestKey().Value > order.JudgedAt
        && PurposeNames.Find(order.Purpose) is { } purpose
        && new BanFilter(purpose, order.User, order.JudgedOn).IsNeeded;

    /// <summary>Whether such an order concerns a person who is or may be in the delivery. The cost grows with the orders in the register
    /// and the persons of an extract, not with the population.</summary>
    internal bool Concern(Delivery delivery, DeliveryContext context) => ConcernByKey()(delivery, context);

    /// <summary>Whether the content has a field that may show where another person lives.</summary>
    private bool ShowResidences(DeliveryTerms terms) => terms.Groups.Any(content => catalog?.Groups.Any(group =>
        group.Code == content.Group && group.Residences.Any(field => content.Fields?.Contains(field.Name) != false)) == true);

    /// <summary>Whether a person is among some, whose ids ascend.</summary>
    private static bool IsAmong(IReadOnlyList<long> persons, PersonVersion? person)
    {
        var (low, high) = (0, persons.Count - 1);
        while (person is not null && low <= high)
        {
            var middle = low + ((high - low) / 2);
            switch (persons[middle].CompareTo(person.PersonId))
            {
                case 0: return true;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return false;
    }

    private bool MayHold(DeliveryContext delivery, long person, ResidenceMemory residences)
    {
        if (delivery.Terms.Order?.Target is not null)
        {
            return ((Has(BuildingState.Owner) || Has(BuildingState.Contacts))
                    && OwnsIn(delivery.Terms.Municipalities, person, new JournalKey(delivery.To)))
                || (Has(BuildingState.Residents) && LivesIn(delivery.Terms.Municipalities, residences.At(person, delivery.To)));

            bool Has(string code) => delivery.Terms.Groups.Any(group => group.Group == code);
        }

        var now = residences.At(person, delivery.To);
        if (delivery.From is not { } from)
        {
            return delivery.List is { } listed ? listed.IsOn(person) : LivesIn(delivery.Terms.Municipalities, now);
        }

        var hasEntry = now?.Since > from;
        if (delivery.List is { } list)
        {
            return (list.WasOn(person) || list.IsOn(person)) && (hasEntry || list.HasChanged(person));
        }

        var before = residences.At(person, from);
        var areas = AreasOf(delivery);
        return (hasEntry
                && (LivesIn(areas, now)
                    || LivesIn(areas, before)
                    || (delivery.BeginsAtKey && LivedIn(areas, person, now, from, residences))))
            || (delivery.Terms.Repair is { } repaired && (LivesIn(repaired, now) || LivesIn(repaired, before)));
    }

    /// <summary>Whether the person, or one who has merged into this one, owns a building there as of a key.</summary>
    private bool OwnsIn(IReadOnlyList<string> municipalities, long person, JournalKey to) => register
        .MergedInto(person, register.LatestKey())
        .Append(person)
        .SelectMany(owner => register.Buildings.OwnedBy(owner, to))
        .Any(building => register.Buildings.At(building, to) is { } there && municipalities.Contains(there.Municipality));

    /// <summary>Whether the person lived there at any moment after a key: of such a one the first changes after a key may have a leaving
    /// line.</summary>
    private static bool LivedIn(
        IEnumerable<string> municipalities,
        long person,
        ResidenceMemory.Residence? residence,
        long from,
        ResidenceMemory residences)
    {
        for (; residence?.Since > from; residence = residences.At(person, residence.Since - 1))
        {
            if (LivesIn(municipalities, residence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every municipality whose people a delivery may speak of.</summary>
    private static IEnumerable<string> AreasOf(DeliveryContext delivery) => delivery.From is null
        ? delivery.Terms.Municipalities
        : [.. delivery.Terms.Municipalities, .. delivery.AreaBefore ?? [], .. delivery.ChainAreas ?? [], .. delivery.Terms.Repair ?? []];

    private static bool LivesIn(IEnumerable<string> municipalities, PersonVersion? person) =>
        person is not null && municipalities.Contains(person.Municipality);

    private static bool LivesIn(IEnumerable<string> municipalities, ResidenceMemory.Residence? residence) =>
        residence is not null && municipalities.Contains(residence.Municipality);

    /// <summary>What is said of a delivery that is not sent because of such an order.</summary>
    internal static MuutostietoException RefusalOf(Delivery delivery) =>
        delivery.Published is null
            ? new MuutostietoException(
                FailureKind.Fault,
                $"{delivery.Title}: a non-disclosure order was entered while it was made, for a person in it. Nothing was published. Run "
                    + "again: it is withdrawn and made anew.")
            : new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: since it was made a non-disclosure order has been entered for a person in it, and it would give the "
                    + $"address once more. It is not published again. A recipient who lacks it needs {AnotherOf(delivery).Words}.")
            {
                Remedy = AnotherOf(delivery).Remedy,
            };

    /// <summary>What takes the place of a delivery that is not published again.</summary>
    internal static (string Words, Remedy Remedy) AnotherOf(Delivery delivery) => (delivery.Kind, delivery.Terms.Value.Order) switch
    {
        (DeliveryKind.Extract, { Update: not null } order) => ("another result", new DeliveryRemedy.RunUpdate(order.Id)),
        (DeliveryKind.Extract, { } order) => ("another extract", new DeliveryRemedy.RunExtract(order.Id)),
        _ => ("a new base", new DeliveryRemedy.MakeBase(delivery.Permit)),
    };
}
