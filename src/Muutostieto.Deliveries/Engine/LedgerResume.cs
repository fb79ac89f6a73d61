using Muutostieto.Audit;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Lets deliveries go on with a ledger of an earlier time, by an operator's decision: numbers that were published are not used again, and
/// recipients of lost deliveries get a new base. May be stopped anywhere and repeated.
/// </summary>
public sealed class LedgerResume
{
    /// <summary>
    /// How many numbers of bases and of changes are left out where it is not known what was published: more than are published between a
    /// backup and its restoring, and not so many that a permit's names would soon need a fourth digit.
    /// </summary>
    internal const int NumbersLeftOut = 100;

    /// <summary>The same of extracts, of which orders may make many a day.</summary>
    internal const int ExtractsLeftOut = 1000;

    private readonly DeliveryConfiguration configuration;
    private readonly ILedger ledger;
    private readonly IRegister register;
    private readonly DeliveryPlanner planner;
    private readonly PublicationGuard publications;
    private readonly IAuditTrail audit;
    private readonly TimeProvider clock;

    internal LedgerResume(
        DeliveryConfiguration configuration,
        ILedger ledger,
        IRegister register,
        DeliveryPlanner planner,
        PublicationGuard publications,
        IAuditTrail audit,
        TimeProvider clock)
    {
        (this.configuration, this.ledger, this.register, this.planner) = (configuration, ledger, register, planner);
        (this.publications, this.audit, this.clock) = (publications, audit, clock);
    }

    /// <summary>What has to be decided; changes nothing.</summary>
    public ResumePlan Find()
    {
        var origin = publications.Origin();
        var isAnother = origin is { IsAnother: true };
        return new ResumePlan(
            origin, [.. configuration.Permits.Select(permit => Of(permit, isAnother)).OfType<ResumedPermit>()])
        {
            HasLostAnchors = audit.HasLostAnchors(),
        };
    }

    /// <summary>Refuses what must be decided first.</summary>
    /// <param name="plan">What was found.</param>
    /// <param name="newBases">The permits whose recipients get a new base.</param>
    /// <param name="registerIsComplete">Whether the operator says that the register has all it had when the lost deliveries were
    /// made.</param>
    /// <param name="inFewerEntries">Whether it is complete although it ends before what was delivered.</param>
    /// <exception cref="MuutostietoException">Integrity: the register is older than what was delivered. Usage: something is not decided, or
    /// a permit is named that needs no base.</exception>
    public static void Require(
        ResumePlan plan, IReadOnlyCollection<string> newBases, bool registerIsComplete, bool inFewerEntries = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(newBases);
        if (plan.Permits.FirstOrDefault(permit => permit.Register == ResumedRegister.Behind) is { } behind)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                FormattableString.Invariant(
                    $"permit \"{behind.Permit}\": the register ends before what the ledger has. A base of it would undo ")
                    + "what its recipient has, non-disclosure orders above all. Nothing was changed. Restore a register of the ledger's "
                    + "time or later, or feed it what it lacks.");
        }

        if (!(registerIsComplete && inFewerEntries)
            && plan.Permits.FirstOrDefault(permit => permit.Register == ResumedRegister.Shorter) is { } shorter)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                FormattableString.Invariant(
                    $"permit \"{shorter.Permit}\": the register ends before the key {shorter.Published.Max(number => number.WindowTo)} ")
                    + "that was delivered. A base of it would undo what its recipient has, non-disclosure orders above all. Nothing was "
                    + "changed. Feed the register what it was fed since the time that it was restored to. Where it then has everything "
                    + "and still ends before, as a feed makes fewer entries of many changes at once, say so.")
            { Remedy = new DeliveryRemedy.ConfirmFewerEntries() };
        }

        if (!registerIsComplete && Named(plan, permit => permit.Register == ResumedRegister.Unproved) is { Length: > 0 } unproved)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"it cannot be determined that the register has all that was delivered: {unproved}. Nothing was changed. Feed the register "
                    + "what it was fed since the time that it was restored to, and say so.")
            { Remedy = new DeliveryRemedy.ConfirmRegister() };
        }

        if (Named(plan, permit => permit.NeedsBase && !newBases.Contains(permit.Permit)) is { Length: > 0 } undecided)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"what the recipients of these permits have is not in the ledger, and only a new base can follow it: {undecided}. Nothing "
                    + "was changed. Name each of them.")
            { Remedy = new DeliveryRemedy.NameBases() };
        }

        if (newBases.FirstOrDefault(named => !plan.Permits.Any(permit => permit.NeedsBase && permit.Permit == named)) is { } other)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{other}\": it has lost no delivery of its chain, and no new base follows. Nothing was changed. Leave it out.");
        }
    }

    /// <summary>Goes on: the audit first, then the ledger, and the database is accepted last.</summary>
    /// <param name="plan">What was found, and is allowed by <see cref="Require"/>.</param>
    /// <param name="reason">In the operator's words.</param>
    /// <param name="user">The operating system's user.</param>
    /// <param name="login">As <see cref="AuditedRestore.Login"/>.</param>
    /// <returns>The entry of the audit.</returns>
    public AuditHead Apply(ResumePlan plan, string reason, string user, string? login)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var now = clock.GetUtcNow();
        var head = audit.RecordRestore(new AuditedRestore(
            user, login, reason, plan.Origin?.Found, [.. plan.Permits.SelectMany(permit => permit.Losses)]));
        foreach (var permit in plan.Permits)
        {
            // The files in the drop stay: they are what was published under these names, or nothing of it.
            foreach (var delivery in permit.ToWithdraw)
            {
                _ = ledger.Withdraw(delivery.Id, Delivery.LostReason, now);
            }

            foreach (var lost in permit.Lost)
            {
                _ = ledger.MarkLost(lost, now);
            }
        }

        if (plan.Origin is { IsAnother: true } origin)
        {
            publications.Accept(origin);
        }

        return head;
    }

    private static string Named(ResumePlan plan, Func<ResumedPermit, bool> which) =>
        string.Join(", ", plan.Permits.Where(which).Select(permit => permit.Permit));

    private ResumedPermit? Of(Permit permit, bool isAnother)
    {
        var missing = publications.Missing(permit.Id);
        var lost = missing.Count > 0
            ? missing.Select(number => planner.Lost(
                permit, WireNames.Kind(number.Kind), number.Number, Math.Min(number.WindowTo, register.LatestKey().Value))).ToList()
            : isAnother && !publications.Knows(permit.Id) ? [.. LeftOut(permit)] : [];
        var planned = ledger.Unfinished()
            .Where(delivery => delivery.Permit == permit.Id && delivery is { Kind: DeliveryKind.Extract, State: DeliveryState.Planned });
        var toWithdraw = (lost.Count > 0 ? Following(permit.Id, lost) : []).Concat(isAnother || lost.Count > 0 ? planned : []).ToList();
        return lost.Count == 0 && toWithdraw.Count == 0
            ? null
            : new ResumedPermit(
                permit.Id,
                lost,
                missing,
                [.. toWithdraw.DistinctBy(delivery => delivery.Id).OrderByDescending(delivery => delivery.Id)],
                lost.Count == 0 ? ResumedRegister.Same : RegisterFor(permit.Id, missing))
            {
                HasList = permit.Area.IsList,
            };
    }

    /// <summary>Of a permit of which nothing is known, so many numbers that what was published is among them.</summary>
    private IEnumerable<LostNumber> LeftOut(Permit permit)
    {
        var kinds = Enum.GetValues<DeliveryKind>()
            .Where(kind => kind == DeliveryKind.Extract ? permit.Orders is not null : permit.Files is not null);
        foreach (var kind in kinds)
        {
            var known = ledger.List(new DeliveryFilter(permit.Id, kind));
            var last = known.Select(delivery => delivery.Number).DefaultIfEmpty().Max();
            var key = known.Select(delivery => delivery.Window.To).DefaultIfEmpty().Max();
            yield return planner.Lost(permit, kind, last + (kind == DeliveryKind.Extract ? ExtractsLeftOut : NumbersLeftOut), key);
        }
    }

    /// <summary>
    /// What goes on from the lost deliveries: of the chain all that is unfinished, and what has a lost number with other content, with all
    /// after it; of extracts the same without those after it.
    /// </summary>
    private IEnumerable<Delivery> Following(string permit, List<LostNumber> lost)
    {
        var all = ledger.List(new DeliveryFilter(permit)).Where(delivery => delivery.State != DeliveryState.Withdrawn).ToList();
        var taken = all.Where(delivery => lost.Exists(number => (number.Kind, number.Number) == (delivery.Kind, delivery.Number))).ToList();
        var ofChain = taken.Where(delivery => delivery.Kind != DeliveryKind.Extract).Select(delivery => delivery.Id);
        var first = ofChain.DefaultIfEmpty(long.MaxValue).Min();
        var isOfChain = lost.Exists(number => number.Kind != DeliveryKind.Extract);
        return all.Where(delivery =>
            delivery.Kind == DeliveryKind.Extract
                ? taken.Contains(delivery)
                : isOfChain && (delivery.Id >= first || delivery.State is DeliveryState.Planned or DeliveryState.Composed));
    }

    private ResumedRegister RegisterFor(string permit, IReadOnlyList<PublishedNumber> published)
    {
        var end = register.LatestKey().Value;
        if (ledger.List(new DeliveryFilter(permit)).Any(delivery => delivery.Window.To > end))
        {
            return ResumedRegister.Behind;
        }

        if (published.Count == 0)
        {
            return ResumedRegister.Unproved;
        }

        var last = published.MaxBy(number => number.WindowTo)!;
        return end < last.WindowTo ? ResumedRegister.Shorter
            : last.RegisterMark == RegisterFingerprint.At(register, new JournalKey(last.WindowTo)) ? ResumedRegister.Same
            : ResumedRegister.Unproved;
    }
}
