using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Permits;
using Muutostieto.Deliveries.Settings;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Takes deliveries through their states: planned, composed, published. Every step may be stopped anywhere and done again with the same outcome;
/// which steps are still to be done is read from the ledger, never remembered.
/// </summary>
public sealed class DeliveryEngine
{
    private const string Initial = "initial";
    private readonly Configuration configuration;
    private readonly GroupCatalog catalog;
    private readonly IRegister register;
    private readonly ILedger ledger;
    private readonly Func<string, IDrop> drops;
    private readonly TimeProvider clock;
    private readonly IDiskSync disk = new DiskSync();
    private readonly Outbox outbox;
    private readonly DeliveryChains chains;
    private readonly PermitGuard guard;

    /// <summary>Sets up the engine.</summary>
    /// <param name="configuration">Checked.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="register">Open for reading.</param>
    /// <param name="ledger">Open.</param>
    /// <param name="drops">Gives the drop of a name in the settings.</param>
    /// <param name="clock">Says what time it is.</param>
    public DeliveryEngine(Configuration configuration, GroupCatalog catalog, IRegister register, ILedger ledger, Func<string, IDrop> drops, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        this.configuration = configuration;
        this.catalog = catalog;
        this.register = register;
        this.ledger = ledger;
        this.drops = drops;
        this.clock = clock;
        chains = new DeliveryChains(ledger);
        guard = new PermitGuard(configuration);
        outbox = new Outbox(configuration.Settings.OutboxPath, disk);
    }

    /// <summary>The base delivery that a permit without one begins with.</summary>
    public Delivery PlanInitialBase(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);

        // An occurrence keeps its delivery also when that was withdrawn: the base after it is another one.
        return PlanBase(permit, ledger.FindOccurrence(permit.Id, DeliveryKind.Base, Initial) is { State: DeliveryState.Withdrawn } ? Requested() : Initial);
    }

    /// <summary>
    /// A base delivery that an operator asks for: as of now, under the terms of now. When the last base is just that, it is the answer.
    /// </summary>
    public Delivery PlanRequestedBase(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var (terms, key) = (TermsOf(permit), register.LatestKey().Value);
        return ledger.Latest(permit.Id, DeliveryKind.Base) is { } latest && latest.Window.To == key && DeliveryTerms.FromJson(latest.Terms).GivesTheSameAs(terms)
            ? latest
            : PlanBase(permit, Requested());
    }

    /// <summary>
    /// The change delivery of an occurrence of the permit's rhythm: everything since the last delivery of the chain, however many occurrences were missed.
    /// </summary>
    public Delivery PlanChanges(Permit permit, Occurrence occurrence)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return PlanChanges(permit, occurrence.Name, occurrence.Planned, HeadOf(permit));
    }

    /// <summary>The occurrences of the rhythm that a change delivery stands for: its own, and before it those that were missed. None for a base.</summary>
    public IReadOnlyList<Occurrence> CoversOf(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return chains.Before(delivery) is { } before && DeliveryTerms.FromJson(delivery.Terms).Rhythm is { } rhythm ? rhythm.Between(before.Planned, delivery.Planned) : [];
    }

    /// <summary>A change delivery that an operator asks for: everything since the last delivery. When nothing has been entered since, that one is the answer.</summary>
    public Delivery PlanRequestedChanges(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var head = HeadOf(permit);
        if (NeedsNewBase(permit, head))
        {
            throw new MuutostietoException(
                ExitCode.Usage, $"permit \"{permit.Id}\": its area, product or right has changed since its last delivery, which changes cannot make good. Make a new base: deliver base {permit.Id}.");
        }

        return head.Window.To == register.LatestKey().Value ? head : PlanChanges(permit, Requested(), Now(), head);
    }

    /// <summary>
    /// Whether the permit says something else today than when the chain was begun: other people, groups or fields, another right. The recipient's register could not
    /// become the same by changes alone; a new base is due. A municipality merged into another of the area is no such change.
    /// </summary>
    public bool NeedsNewBase(Permit permit, Delivery head)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(head);
        var (now, then) = (TermsOf(permit), DeliveryTerms.FromJson(head.Terms));
        return Comparable(now).Digest() != Comparable(then).Digest() || HadResidents([.. now.Municipalities.Except(then.Municipalities)], head.Window.To);
    }

    /// <summary>
    /// Whether somebody lived in the municipalities as of a key. Where a municipality of the area has become part of one outside it, no entry tells of those who
    /// lived in that one before.
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

    /// <summary>The base delivery that begins a new chain because the permit has changed.</summary>
    public Delivery PlanNewBase(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return PlanBase(permit, Requested());
    }

    /// <summary>Does what is left to be done for a delivery.</summary>
    /// <returns>The delivery, published; one that was withdrawn stays so.</returns>
    public async Task<Delivery> FinishAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        delivery = ComposePlanned(delivery, observer, cancellation);
        return await PublishComposedAsync(delivery, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>The first half of <see cref="FinishAsync"/>: costs processor and disk. A delivery that is past it comes back as it is.</summary>
    public Delivery ComposePlanned(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);
        return delivery.State == DeliveryState.Planned ? Compose(delivery, observer, cancellation) : delivery;
    }

    /// <summary>The second half of <see cref="FinishAsync"/>: waits for others, and may be called again. A delivery that is past it comes back as it is.</summary>
    public async Task<Delivery> PublishComposedAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);
        return delivery.State == DeliveryState.Composed ? await PublishAsync(delivery, observer, cancellation).ConfigureAwait(false) : delivery;
    }

    /// <summary>
    /// Hands a delivery's files over again, the same bytes under the same names. What the outbox has lost is composed anew and must have the recorded hashes.
    /// </summary>
    public async Task<Delivery> RedeliverAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);
        if (delivery.State == DeliveryState.Withdrawn)
        {
            throw new MuutostietoException(ExitCode.Usage, $"{delivery.Title}: it has been withdrawn and is not delivered again. Make a new delivery.");
        }

        if (delivery.State == DeliveryState.Planned)
        {
            return await FinishAsync(delivery, observer, cancellation).ConfigureAwait(false);
        }

        var again = delivery.Published is not null;
        delivery = await PublishAsync(delivery, observer, cancellation).ConfigureAwait(false);
        return again ? ledger.MarkRedelivered(delivery.Id, clock.GetUtcNow()) : delivery;
    }

    /// <summary>What a base delivery of the permit would hold now; nothing is planned or written.</summary>
    public ComposedDelivery CountBase(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        var context = new DeliveryContext { Terms = TermsOf(permit), IsBase = true, Number = 1, Planned = Now(), To = register.LatestKey().Value };
        return new BaseComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>What a change delivery of the permit would hold now; nothing is planned or written.</summary>
    public ComposedDelivery CountChanges(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var head = HeadOf(permit);
        var context = new DeliveryContext
        {
            Terms = TermsOf(permit),
            IsBase = false,
            Number = 1,
            Planned = Now(),
            From = head.Window.To,
            To = register.LatestKey().Value,
            ChainBase = chains.BaseOf(head).Window.To,
            AreaBefore = DeliveryTerms.FromJson(head.Terms).Municipalities,
        };
        return new ChangeComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>Compares the outbox, and where it can be reached the drop, with what the ledger has recorded.</summary>
    public async Task<DeliveryVerification> VerifyAsync(Delivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await new DeliveryVerifier(drops).VerifyAsync(delivery, outbox.FolderOf(ContextOf(delivery)), cancellation).ConfigureAwait(false);
    }

    private Delivery PlanBase(Permit permit, string occurrence)
    {
        var key = register.LatestKey().Value;
        return key == 0
            ? throw new MuutostietoException(ExitCode.Usage, $"{permit.Id}: the register is empty; a base delivery of nobody would empty the recipient's register. Import the population first.")
            : ledger.Plan(new DeliveryPlan
            {
                Permit = permit.Id,
                Kind = DeliveryKind.Base,
                Occurrence = occurrence,
                Planned = Now(),
                Window = new DeliveryWindow(null, key),
                Terms = TermsOf(permit).ToJson(),
                CatalogDigest = catalog.Digest,
            });
    }

    private Delivery PlanChanges(Permit permit, string occurrence, DateTimeOffset planned, Delivery head) => ledger.Plan(new DeliveryPlan
    {
        Permit = permit.Id,
        Kind = DeliveryKind.Changes,
        Occurrence = occurrence,
        Planned = planned,
        Window = new DeliveryWindow(head.Window.To, register.LatestKey().Value),
        Predecessor = head.AsPredecessor() ?? throw new MuutostietoException(ExitCode.TryAgainLater, $"{head.Title}: it is not composed yet, and what follows names its hash. Run again when it is."),
        Terms = TermsOf(permit).ToJson(),
        CatalogDigest = catalog.Digest,
    });

    private Delivery HeadOf(Permit permit) => ledger.Head(permit.Id)
        ?? throw new MuutostietoException(ExitCode.Usage, $"permit \"{permit.Id}\": it has no base delivery yet, which changes could continue. Make one: deliver base {permit.Id}.");

    private DeliveryTerms Comparable(DeliveryTerms terms) => terms with
    {
        Drop = "",
        Decision = null,
        Rhythm = null,
        Municipalities = [.. terms.Municipalities.Select(code => configuration.Municipalities.SuccessorOf(code)?.Code ?? code).Distinct().Order(StringComparer.Ordinal)],
    };

    private string Requested() => FormattableString.Invariant($"requested {clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");

    private Delivery Compose(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        if (delivery.CatalogDigest != catalog.Digest)
        {
            throw new MuutostietoException(
                ExitCode.Integrity,
                $"{delivery.Title}: it was planned with other record layouts than config/groups.json has now. Put the former groups.json back, or withdraw the delivery.");
        }

        var context = ContextOf(delivery);
        var progress = observer.Begin(delivery, DeliveryStep.Composing, ResidentsOf(context));
        var composed = outbox.Fill(context, folder => context.IsBase
            ? new BaseComposer(register, catalog, disk).Compose(context, folder, progress, cancellation)
            : new ChangeComposer(register, catalog, disk).Compose(context, folder, progress, cancellation));
        delivery = ledger.MarkComposed(
            delivery.Id,
            [.. composed.Files.Select(file => new DeliveryFile(file.Name, file.Bytes, file.Records, file.Sha256))],
            new DeliveryCounts(composed.Persons, composed.Records, composed.Transliterated, composed.Shortened),
            clock.GetUtcNow());
        observer.End(delivery, DeliveryStep.Composing);
        return delivery;
    }

    private async Task<Delivery> PublishAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        var context = ContextOf(delivery);
        var drop = drops(context.Terms.Drop);
        var folder = outbox.FolderOf(context);
        if (delivery.Files.Any(file => !File.Exists(Path.Combine(folder, file.Name))))
        {
            // The outbox has lost it, by retention or by accident: composed again it must be the same, or the ledger refuses it.
            delivery = Compose(delivery, observer, cancellation);
        }

        var files = new DropDelivery(context.Terms.Recipient, [.. delivery.Files.Select(file => new DropFile(file.Name, Path.Combine(folder, file.Name), file.Bytes, file.Sha256))]);
        var progress = observer.Begin(delivery, DeliveryStep.Publishing, delivery.Files.Sum(file => file.Bytes));
        await drop.PublishAsync(files, progress, cancellation).ConfigureAwait(false);
        delivery = ledger.MarkPublished(delivery.Id, clock.GetUtcNow(), drop.LocationOf(context.Terms.Recipient));
        observer.End(delivery, DeliveryStep.Publishing);
        return delivery;
    }

    private long ResidentsOf(DeliveryContext context)
    {
        var living = register.Status().Municipalities;
        return !context.IsBase ? context.To - context.From!.Value : context.Terms.Municipalities.Sum(municipality => living.GetValueOrDefault(municipality));
    }

    private DeliveryTerms TermsOf(Permit permit) =>
        PermitTerms.Of(permit, configuration.ProductOf(permit), configuration.Municipalities, HelsinkiTime.Today(clock));

    private DeliveryContext ContextOf(Delivery delivery) => new()
    {
        Terms = DeliveryTerms.FromJson(delivery.Terms),
        IsBase = delivery.Kind == DeliveryKind.Base,
        Number = delivery.Number,
        Planned = delivery.Planned,
        From = delivery.Window.From,
        To = delivery.Window.To,
        ChainBase = chains.BaseOf(delivery).Window.To,
        AreaBefore = chains.Before(delivery) is { } previous ? DeliveryTerms.FromJson(previous.Terms).Municipalities : null,
        Covers = CoversOf(delivery),
        Predecessor = delivery.Predecessor is { } before ? new ManifestPredecessor(before.Kind.WireName(), before.Number, before.ManifestSha256) : null,
    };

    /// <summary>Now in Finland's time, to the second, as it stands in files.</summary>
    private DateTimeOffset Now()
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), HelsinkiTime.Zone);
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
