using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Judges what is in the drops, published and not answered, as of now: against non-disclosure orders entered since and rights revoked
/// since. Read-only. What its recipient has, by its answer or by that to a delivery that continues it, is not judged: it cannot be
/// withdrawn any more.
/// </summary>
public sealed class PublishedReview
{
    /// <summary>The reason in the ledger of what a run withdrew because of this judgement.</summary>
    internal const string Reason = "published and not answered when a non-disclosure order was entered or a right revoked";

    private readonly DeliveryConfiguration configuration;
    private readonly ILedger ledger;
    private readonly TimeProvider clock;
    private readonly PermitGuard guard;
    private readonly LateOrders lateOrders;
    private readonly DeliveryContexts contexts;

    /// <param name="configuration">Checked.</param>
    /// <param name="catalog">The layouts; null where not available: fields that show where others live are not judged then.</param>
    /// <param name="register">Open for reading.</param>
    /// <param name="ledger">Open; for reading is enough.</param>
    /// <param name="audit">Says who is in an extract.</param>
    /// <param name="clock">Says which day it is.</param>
    public PublishedReview(
        DeliveryConfiguration configuration,
        GroupCatalog? catalog,
        IRegister register,
        ILedger ledger,
        AuditReader audit,
        TimeProvider clock)
    {
        (this.configuration, this.ledger, this.clock) = (configuration, ledger, clock);
        guard = new PermitGuard(configuration, clock);
        lateOrders = new LateOrders(register, catalog, audit);
        contexts = new DeliveryContexts(ledger, new DeliveryChains(ledger));
    }

    /// <summary>Whether there is anything to judge: when not, no register is needed.</summary>
    public static bool IsNeeded(ILedger ledger) => Waiting(ledger).Any() || StillThere(ledger).Any();

    /// <summary>
    /// Why a delivery must not be handed over now, whatever its recipient has of it: it was withdrawn, a right was revoked, or a
    /// non-disclosure order was entered since for a person in it. Null: it may be.
    /// </summary>
    /// <exception cref="MuutostietoException">The ledger or the register contradicts itself.</exception>
    public string? Against(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State == DeliveryState.Withdrawn
            ? "it was withdrawn"
            : Why(delivery, lateOrders.ConcernByKey())
                ?? (lateOrders.MayMissBans(contexts.Of(delivery)) ? "a ban may have been set since by a person in it" : null);
    }

    /// <summary>The deliveries to withdraw, in the order of planning.</summary>
    /// <exception cref="MuutostietoException">The ledger or the register contradicts itself.</exception>
    public IReadOnlyList<WithdrawalDue> Find()
    {
        var today = HelsinkiTime.Today(clock);
        var valid = configuration.PermitsValidOn(today).Select(permit => permit.Id).ToHashSet(StringComparer.Ordinal);
        var isLate = lateOrders.ConcernByKey();
        var due = new List<WithdrawalDue>();
        foreach (var permit in Waiting(ledger).GroupBy(delivery => delivery.Permit))
        {
            var all = ledger.List(new DeliveryFilter(permit.Key)).Where(delivery => delivery.State != DeliveryState.Withdrawn).ToList();
            foreach (var delivery in permit)
            {
                var continuing = Continuing(delivery, all);
                if (!continuing.Exists(later => later.State == DeliveryState.Received) && Why(delivery, isLate) is { } why)
                {
                    var canRenew = valid.Contains(delivery.Permit) && delivery.Kind != DeliveryKind.Extract;
                    due.Add(new WithdrawalDue(delivery, why, continuing, canRenew));
                }
            }
        }

        due.AddRange(
            StillThere(ledger)
                .Select(delivery => new WithdrawalDue(delivery, "it was withdrawn, and its files may still be there", [], CanRenew: false))
        );
        return [.. due.OrderBy(found => found.Delivery.Id)];
    }

    /// <summary>
    /// Why the files of a published delivery may not be fetched any more, whatever its recipient has answered: the same judgement, asked
    /// for one delivery at the moment when it is fetched.
    /// </summary>
    /// <returns>What has been entered or revoked since, never a person; null when they may be.</returns>
    public string? WhyNotFetched(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Why(delivery, lateOrders.ConcernByKey());
    }

    private string? Why(Delivery delivery, Func<Delivery, Composition.DeliveryContext, bool> isLate)
    {
        try
        {
            return guard.RevokedSince(delivery)
                ?? (isLate(delivery, contexts.Of(delivery)) ? "a non-disclosure order was entered since for a person in it" : null);
        }
        catch (JsonException damaged)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{delivery.Title}: its terms in the ledger cannot be read. Restore the ledger from a backup.",
                damaged);
        }
    }

    /// <summary>What follows it in its chain: each names the one before it.</summary>
    private static List<Delivery> Continuing(Delivery delivery, List<Delivery> all)
    {
        var chain = new List<Delivery>();
        for (var last = delivery; all.Find(next => next.Predecessor?.Delivery == last.Key) is { } found; last = found)
        {
            chain.Add(found);
        }

        return chain;
    }

    /// <summary>What is in the drops and not answered.</summary>
    internal static IEnumerable<Delivery> Waiting(ILedger ledger) => ledger.List(new DeliveryFilter(State: DeliveryState.Published))
        .Concat(ledger.List(new DeliveryFilter(State: DeliveryState.Overdue))).Where(delivery => delivery.DropCleared is null);

    /// <summary>Withdrawn by an earlier run, which could not reach the drop.</summary>
    private static IEnumerable<Delivery> StillThere(ILedger ledger) => ledger.List(new DeliveryFilter(State: DeliveryState.Withdrawn))
        .Where(delivery => delivery is { WithdrawalReason: Reason, Published: not null, DropCleared: null });
}
