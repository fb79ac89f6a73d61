using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Non-disclosure orders that were entered after a delivery's window: its files do not reflect them and could carry the address that the
/// order is to hide. Finds everything that the gate would refuse, and may find more: it checks which persons the delivery may show, not
/// which it does.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The layouts, which mark fields that show where another person lives; null where not available: relations are not
/// judged then.</param>
internal sealed class LateOrders(IRegister register, GroupCatalog? catalog)
{
    /// <summary>Whether such an order concerns a person who may have a record in a delivery; for several deliveries, the register is
    /// queried once per key.</summary>
    internal Func<DeliveryContext, bool> ConcernByKey()
    {
        var latest = register.LatestKey();
        var later = new Dictionary<(long To, long JudgedAt), (IReadOnlySet<long> Persons, LateRelations? Relations)>();
        return delivery =>
        {
            var (to, judged) = (new JournalKey(delivery.To), new JournalKey(delivery.JudgedAt));
            if (latest < judged)
            {
                return false;
            }

            if (!later.TryGetValue((delivery.To, delivery.JudgedAt), out var found))
            {
                var persons = register.ProtectedSince(judged);
                found = (persons.Later, catalog is null ? null : new LateRelations(register, catalog, persons, to));
                later.Add((delivery.To, delivery.JudgedAt), found);
            }

            return found.Persons.Any(person => MayHold(delivery, person, to))
                || (delivery.Terms.Order?.Target is null
                    && found.Relations?.Concern(delivery, person => LivesIn(AreasOf(delivery), person)) == true);
        };
    }

    /// <summary>
    /// Whether such an order was entered for a person in a delivery before the delivery was recorded as published. An extract is overtaken
    /// by any entry, for it may be a ban, and it costs little to make anew.
    /// </summary>
    internal bool Overtook(Delivery delivery, DeliveryContexts contexts) =>
        delivery is { State: DeliveryState.Planned or DeliveryState.Composed }
        && (delivery.Kind == DeliveryKind.Extract
            ? register.LatestKey().Value > contexts.Of(delivery).JudgedAt
            : Concern(contexts.Of(delivery)));

    /// <summary>
    /// Whether a ban may have been set since an extract was judged that would keep a person out of it: its purpose is one that bans stop,
    /// and the register has gone on.
    /// </summary>
    internal bool MayMissBans(DeliveryContext delivery) =>
        delivery.Terms.Order is { } order
        && register.LatestKey().Value > order.JudgedAt
        && PurposeNames.Find(order.Purpose) is { } purpose
        && new BanFilter(purpose, order.IsAuthority, order.JudgedOn).IsNeeded;

    /// <summary>Whether such an order concerns a person who may have a record in the delivery. The cost grows with the orders in the
    /// register, not with the population.</summary>
    internal bool Concern(DeliveryContext delivery) => ConcernByKey()(delivery);

    private bool MayHold(DeliveryContext delivery, long person, JournalKey to)
    {
        if (delivery.Terms.Order?.Target is not null)
        {
            return delivery.Terms.Groups.Any(group => group.Group == BuildingState.Owner)
                && OwnsIn(delivery.Terms.Municipalities, person, to);
        }

        var now = register.At(person, to);
        if (delivery.From is not { } from)
        {
            return delivery.List is { } listed ? listed.IsOn(person) : LivesIn(delivery.Terms.Municipalities, now);
        }

        var hasEntry = now?.From.Value > from;
        if (delivery.List is { } list)
        {
            return (list.WasOn(person) || list.IsOn(person)) && (hasEntry || list.HasChanged(person));
        }

        var before = register.At(person, new JournalKey(from));
        var areas = AreasOf(delivery);
        return (hasEntry
                && (LivesIn(areas, now) || LivesIn(areas, before) || (delivery.BeginsAtKey && LivedIn(areas, now, from))))
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
    private bool LivedIn(IEnumerable<string> municipalities, PersonVersion? person, long from)
    {
        for (; person is not null && person.From.Value > from; person = register.At(person.PersonId, new JournalKey(person.From.Value - 1)))
        {
            if (LivesIn(municipalities, person))
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
    internal static (string Words, Remedy Remedy) AnotherOf(Delivery delivery) => delivery.Kind == DeliveryKind.Extract
        ? ("another extract", new DeliveryRemedy.RunExtract(delivery.Terms.Value.Order!.Id))
        : ("a new base", new DeliveryRemedy.MakeBase(delivery.Permit));
}
