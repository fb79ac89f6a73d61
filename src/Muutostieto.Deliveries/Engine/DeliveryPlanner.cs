using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Fixes what a delivery is: its window, its terms, its place in the chain. All of it goes to the ledger in one step, and never changes.
/// </summary>
public sealed partial class DeliveryPlanner
{
    private const string Initial = "initial";
    private readonly DeliveryConfiguration configuration;
    private readonly GroupCatalog catalog;
    private readonly IRegister register;
    private readonly ILedger ledger;
    private readonly TimeProvider clock;
    private readonly DeliveryLayouts layouts;
    private readonly BaseSizeGuard sizes;
    private readonly IOrderSelection selection;
    private readonly ExtractBefore before;
    private readonly ChoiceHandover? handover;
    private readonly PublicationGuard publications;

    internal DeliveryPlanner(
        DeliveryConfiguration configuration,
        DeliveryLayouts layouts,
        IRegister register,
        ILedger ledger,
        IOrderSelection selection,
        ExtractBefore before,
        TimeProvider clock,
        PublicationGuard publications,
        ChoiceHandover? handover = null)
    {
        this.publications = publications;
        this.configuration = configuration;
        this.layouts = layouts;
        catalog = layouts.Persons;
        this.register = register;
        this.ledger = ledger;
        this.selection = selection;
        this.before = before;
        this.handover = handover;
        this.clock = clock;
        sizes = new BaseSizeGuard(catalog, register, ledger, configuration.Settings.Run.MaxBaseShrinkPercent);
    }

    /// <summary>The base delivery that a permit without one begins with.</summary>
    public Delivery InitialBase(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);

        // An occurrence keeps its delivery also when that was withdrawn: the base after it is another one.
        return Base(
            permit,
            ledger.FindOccurrence(permit.Id, DeliveryKind.Base, Initial) is { State: DeliveryState.Withdrawn }
                ? Requested(permit, DeliveryKind.Base)
                : Initial);
    }

    /// <summary>
    /// A base delivery that an operator asks for: as of now, under the terms of now. When the last base is just that, it is the answer.
    /// </summary>
    /// <param name="permit">The permit.</param>
    /// <param name="accepted">As how many persons an operator has accepted it: about so many are delivered, though they are far fewer than
    /// the last base held. 0: however few. Null: it is not accepted.</param>
    public Delivery RequestedBase(Permit permit, long? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return BaseOfNow(permit) ?? Base(permit, Requested(permit, DeliveryKind.Base), accepted);
    }

    /// <summary>Why a base of so many persons would be refused without being accepted; null when it would not.</summary>
    public string? RefusalOf(Permit permit, long persons)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return sizes.Refusal(permit, persons);
    }

    /// <summary>The last base when a new one would be the same; else null.</summary>
    public Delivery? BaseOfNow(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        if (ledger.HasLostChain(permit.Id))
        {
            return null;
        }

        var (terms, key) = (TermsOf(permit), register.LatestKey().Value);
        return ledger.Latest(permit.Id, DeliveryKind.Base) is { } latest && IsStillNow(latest, key)
            && latest.Terms.Value.GivesTheSameAs(terms) && latest.CatalogDigest == catalog.Digest
            ? latest
            : null;
    }

    /// <summary>The base delivery that begins a new chain because the permit has changed.</summary>
    public Delivery NewBase(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return Base(permit, Requested(permit, DeliveryKind.Base));
    }

    /// <summary>
    /// The change delivery of an occurrence of the permit's rhythm: everything since the last delivery of the chain, however many
    /// occurrences were missed. When an occurrence's delivery was withdrawn before its recipient could have it, another one serves the
    /// occurrence.
    /// </summary>
    public Delivery Changes(Permit permit, Occurrence occurrence)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return Changes(
            permit,
            Free(permit, DeliveryKind.Changes, occurrence.Name, taken => taken is { State: DeliveryState.Withdrawn, Published: null }),
            occurrence.Planned,
            HeadOf(permit));
    }

    /// <summary>
    /// A change delivery that an operator asks for: everything since the last delivery. When nothing has been entered since and no repair
    /// waits, that one is the answer.
    /// </summary>
    public Delivery RequestedChanges(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var head = HeadOf(permit);
        if (NeedsNewBase(permit, head))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": its area, product, layouts or right have changed since its last delivery, which changes cannot "
                    + "make good. Make a new base.")
            {
                Remedy = new DeliveryRemedy.MakeBase(permit.Id),
            };
        }

        return ChangesOfNow(permit) ?? Changes(permit, Requested(permit, DeliveryKind.Changes), Now(), head);
    }

    /// <summary>The last delivery when nothing has been entered since and no repair waits; else null.</summary>
    public Delivery? ChangesOfNow(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var head = HeadOf(permit);
        return !ledger.HasLostChain(permit.Id)
            && IsStillNow(head, register.LatestKey().Value)
            && ledger.PendingRepairs(permit.Id).Count == 0 ? head : null;
    }

    /// <summary>
    /// Whether the permit says something else today than when the chain was begun: other people, groups or fields, other layouts of these,
    /// another right. The recipient's register could not become the same by changes alone; a new base is due. A municipality merged into
    /// another of the area is no such change.
    /// </summary>
    public bool NeedsNewBase(Permit permit, Delivery head)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(head);
        var (now, then) = (TermsOf(permit), head.Terms.Value);
        return PermitHasChanged(now, then, head) || ProgramHasChanged(now, then, head);
    }

    /// <summary>Whether the permit itself, which is its recipient's and the operator's, says something else than in a delivery.</summary>
    private bool PermitHasChanged(DeliveryTerms now, DeliveryTerms then, Delivery head) =>
        Comparable(now).Digest() != Comparable(then.WithDefaultsOf(now)).Digest()
        || HadResidents([.. now.Municipalities.Except(then.Municipalities)], head.Window.To);

    /// <summary>Whether the program's own layouts or defaults are others than in a delivery.</summary>
    private bool ProgramHasChanged(DeliveryTerms now, DeliveryTerms then, Delivery head) =>
        Comparable(then).Digest() != Comparable(then.WithDefaultsOf(now)).Digest()
        || layouts.HaveChangedSince(head, now.Groups.Select(group => group.Group));

    /// <summary>Why a base is made, as far as its price asks: the chain could not go on, and only the program is the reason.</summary>
    private string? CauseOf(Permit permit, DeliveryTerms now) =>
        ledger.Head(permit.Id) is { } head
        && head.Terms.Value is var then
        && ProgramHasChanged(now, then, head)
        && !PermitHasChanged(now, then, head)
            ? DeliveryTerms.ProgramChanged
            : null;

    /// <summary>A digest of what a base of a permit would be made by now: another one when what it holds is decided otherwise.</summary>
    public string TermsDigest(Permit permit) => TermsOf(permit).ContentTerms().Digest();

    internal DeliveryTerms TermsOf(Permit permit) =>
        PermitTerms.Of(permit, configuration.ProductOf(permit), configuration.Municipalities, HelsinkiTime.Today(clock));

    /// <summary>What a change delivery of the permit would hold today that takes the repairs that wait.</summary>
    internal DeliveryTerms TermsOf(Permit permit, IReadOnlyList<RepairRequest> repairs) =>
        RepairScheduler.Taking(TermsOf(permit), repairs, configuration.Municipalities);

    /// <summary>The number of a delivery that was lost when the ledger was restored, as the ledger has it from then on.</summary>
    internal LostNumber Lost(Permit permit, DeliveryKind kind, int number, long windowTo) => new(
        permit.Id,
        kind,
        number,
        windowTo,
        PermitTerms.OfLost(permit, configuration.Municipalities, HelsinkiTime.Today(clock)).ToJson(),
        catalog.Digest);

    /// <summary>The delivery that changes would continue.</summary>
    /// <exception cref="MuutostietoException">Usage: there is none.</exception>
    internal Delivery HeadOf(Permit permit) =>
        ledger.Head(permit.Id)
        ?? throw new MuutostietoException(
            FailureKind.Usage,
            $"permit \"{permit.Id}\": it has no base delivery yet, which changes could continue. Make one.")
        {
            Remedy = new DeliveryRemedy.MakeBase(permit.Id),
        };

    /// <summary>The current time in Finland, to the second, as in the files.</summary>
    internal DateTimeOffset Now()
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), HelsinkiTime.Zone);
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private Delivery Base(Permit permit, string occurrence, long? accepted = null)
    {
        var key = register.LatestKey().Value;
        if (key == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{permit.Id}: the register is empty; a base delivery of 0 persons would empty the recipient's register. Import the "
                    + "population first.");
        }

        var (terms, now) = (TermsOf(permit), Now());
        if (ledger.FindOccurrence(permit.Id, DeliveryKind.Base, occurrence) is null)
        {
            sizes.Require(permit, terms, now, accepted);
        }

        return Plan(new DeliveryPlan
        {
            Permit = permit.Id,
            Kind = DeliveryKind.Base,
            Occurrence = occurrence,
            Planned = now,
            Window = new DeliveryWindow(null, key),
            ListMerged = MergedOf(permit, new JournalKey(key)),
            RegisterFingerprint = RegisterFingerprint.At(register, new JournalKey(key)),
            Terms = (terms with { Cause = CauseOf(permit, terms) }).ToJson(),
            CatalogDigest = catalog.Digest,
            Repairs = [.. ledger.PendingRepairs(permit.Id).Select(request => request.Id)],
        });
    }

    private Delivery Changes(Permit permit, string occurrence, DateTimeOffset planned, Delivery head)
    {
        RequireTheSameRegister(head);
        RequireChain(permit);
        var key = register.LatestKey();
        var repairs = ledger.PendingRepairs(permit.Id);
        return Plan(
            new DeliveryPlan
            {
                Permit = permit.Id,
                Kind = DeliveryKind.Changes,
                Occurrence = occurrence,
                Planned = planned,
                Window = new DeliveryWindow(head.Window.To, key.Value) { ListFrom = head.Window.ListTo },
                ListMerged = MergedOf(permit, key),
                RegisterFingerprint = RegisterFingerprint.At(register, key),
                Predecessor = head.AsPredecessor()
                    ?? throw new MuutostietoException(
                        FailureKind.Transient,
                        $"{head.Title}: it is not composed yet, and what follows names its hash. Run again when it is."),
                Terms = TermsOf(permit, repairs).ToJson(),
                CatalogDigest = catalog.Digest,
                Repairs = [.. repairs.Select(request => request.Id)],
            });
    }

    /// <summary>Whether neither the register, which is the same one, nor the recipient's list, if there is one, has changed since the
    /// delivery.</summary>
    private bool IsStillNow(Delivery delivery, long key) =>
        delivery.Window.To == key
        && (delivery.Window.ListTo is not { } list || list == ledger.ListPosition(delivery.Permit))
        && (delivery.RegisterFingerprint is not { } mark || mark == RegisterFingerprint.At(register, new JournalKey(key)));

    /// <summary>Null for a permit with an area.</summary>
    private IReadOnlyList<(long Gone, long Into)>? MergedOf(Permit permit, JournalKey key) =>
        permit.Area.IsList ? new ListKeeper(ledger, register).Merged(permit.Id, key) : null;

    private Delivery Plan(DeliveryPlan plan) => Plan(plan, catalog);

    private Delivery Plan(DeliveryPlan plan, GroupCatalog used)
    {
        publications.Require(plan.Permit);
        ledger.KeepLayouts(used.Digest, used.Source.Span);
        return ledger.Plan(plan);
    }

    /// <summary>
    /// A register restored from a backup that has grown again past the last delivery has other entries under the same keys: entries made
    /// again before that key would be in no window.
    /// </summary>
    private void RequireTheSameRegister(Delivery head)
    {
        if (head.RegisterFingerprint is { } mark
            && register.LatestKey().Value >= head.Window.To
            && mark != RegisterFingerprint.At(register, new JournalKey(head.Window.To)))
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{head.Title}: the register no longer has the entries up to {head.Window.To} that it was made of; it is another one, or "
                    + "was restored and has gone on differently. "
                + "Nothing was delivered. Restore register and ledger from one backup, or begin a new chain by a base.")
            { Remedy = new DeliveryRemedy.MakeBase(head.Permit) };
        }
    }

    /// <summary>What the recipient has since is not in the ledger any more, and changes would not continue it.</summary>
    private void RequireChain(Permit permit)
    {
        if (ledger.HasLostChain(permit.Id))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit.Id}\": its last deliveries were lost when the ledger was restored, and changes would not continue what "
                    + "its recipient has. Nothing was delivered. Make a new base.")
            { Remedy = new DeliveryRemedy.MakeBase(permit.Id) };
        }
    }

    /// <summary>
    /// Whether the municipalities had residents as of a key. When a municipality of the area has become part of one outside it, its former
    /// residents have no journal entry.
    /// </summary>
    private bool HadResidents(IReadOnlyList<string> municipalities, long key)
    {
        var some = false;
        if (municipalities.Count > 0)
        {
            register.ScanResidents(new JournalKey(key), municipalities, (in ResidentRow _) => some = true);
        }

        return some;
    }

    private DeliveryTerms Comparable(DeliveryTerms terms) =>
        terms.ContentTerms() with
        {
            Drop = "",
            Decision = null,
            Repair = null,
            Municipalities =
            [
                .. terms
                    .Municipalities.Select(code => configuration.Municipalities.SuccessorOf(code)?.Code ?? code)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
        };

    private string Requested(Permit permit, DeliveryKind kind) =>
        Free(permit, kind, FormattableString.Invariant($"requested {clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"), _ => true);

    /// <summary>The occurrence's name, with a number when what has the name is to be passed over.</summary>
    private string Free(Permit permit, DeliveryKind kind, string name, Func<Delivery, bool> passOver)
    {
        var free = name;
        for (var again = 2; ledger.FindOccurrence(permit.Id, kind, free) is { } taken && passOver(taken); again++)
        {
            free = FormattableString.Invariant($"{name} {again}");
        }

        return free;
    }
}
