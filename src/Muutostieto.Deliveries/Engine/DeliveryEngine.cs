using Muutostieto.Deliveries.Audit;
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
public sealed partial class DeliveryEngine
{
    private readonly GroupCatalog catalog;
    private readonly IRegister register;
    private readonly ILedger ledger;
    private readonly Func<string, IDrop> drops;
    private readonly TimeProvider clock;
    private readonly IDiskSync disk = new DiskSync();
    private readonly Outbox outbox;
    private readonly DeliveryChains chains;
    private readonly PermitGuard guard;
    private readonly DeliveryLayouts layouts;
    private readonly LateOrders lateOrders;
    private readonly AuditStore audit;

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
        this.catalog = catalog;
        this.register = register;
        this.ledger = ledger;
        this.drops = drops;
        this.clock = clock;
        chains = new DeliveryChains(ledger);
        guard = new PermitGuard(configuration, clock);
        layouts = new DeliveryLayouts(catalog, ledger);
        lateOrders = new LateOrders(register);
        Planner = new DeliveryPlanner(configuration, catalog, register, ledger, clock);
        audit = new AuditStore(configuration.Settings.AuditPath, clock, disk);
        outbox = new Outbox(configuration.Settings.OutboxPath, disk);
    }

    /// <summary>Plans what this engine carries out.</summary>
    public DeliveryPlanner Planner { get; }

    /// <summary>The occurrences of the rhythm that a change delivery stands for: its own, and before it those that were missed. None for a base.</summary>
    public IReadOnlyList<Occurrence> CoversOf(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return chains.Before(delivery) is { } before && DeliveryTerms.FromJson(delivery.Terms).Rhythm is { } rhythm ? rhythm.Between(before.Planned, delivery.Planned) : [];
    }

    /// <summary>
    /// Takes back those of a permit's unfinished deliveries that must not be handed over any more, because a non-disclosure order was entered after their window that
    /// concerns somebody in them, and those that continue these. What follows covers their windows again, knowing of the order. One whose manifest is out already stays.
    /// </summary>
    /// <returns>The deliveries, withdrawn; none when all may be handed over as they are.</returns>
    public async Task<IReadOnlyList<Delivery>> RetractOvertakenAsync(string permit, CancellationToken cancellation)
    {
        var retracted = new List<Delivery>();
        foreach (var delivery in ledger.Unfinished().Where(delivery => delivery.Permit == permit))
        {
            var continues = retracted.Exists(before => delivery.Predecessor is { } predecessor && (predecessor.Kind, predecessor.Number) == (before.Kind, before.Number));
            if (continues || (IsOvertaken(delivery) && !await IsOutAsync(delivery, cancellation).ConfigureAwait(false)))
            {
                retracted.Add(delivery);
            }
        }

        // The last one first: what another one continues cannot be taken back.
        retracted.Reverse();
        for (var index = 0; index < retracted.Count; index++)
        {
            retracted[index] = await RetractAsync(retracted[index], cancellation).ConfigureAwait(false);
        }

        return retracted;
    }

    /// <summary>Does what is left to be done for a delivery.</summary>
    /// <returns>The delivery, published; one that was withdrawn stays so.</returns>
    public async Task<Delivery> FinishAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        delivery = ComposePlanned(delivery, observer, cancellation);
        return await PublishComposedAsync(delivery, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Finishes what earlier runs have left of a permit, or takes it back. It comes before anything new: deliveries are numbered and chained in order, and handed over in it.
    /// </summary>
    public async Task FinishEarlierAsync(string permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        foreach (var retracted in await RetractOvertakenAsync(permit, cancellation).ConfigureAwait(false))
        {
            observer.Happened(retracted, DeliveryNote.Retracted);
        }

        foreach (var unfinished in ledger.Unfinished().Where(unfinished => unfinished.Permit == permit))
        {
            _ = await FinishAsync(unfinished, observer, cancellation).ConfigureAwait(false);
        }
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
        if (again && lateOrders.Concern(ContextOf(delivery)))
        {
            throw new MuutostietoException(
                ExitCode.Usage,
                $"{delivery.Title}: since it was made a non-disclosure order has been entered for somebody in it, and it would give the address once more. It is not handed over again. "
                + $"A recipient who lacks it needs a new base: deliver base {delivery.Permit}.");
        }

        delivery = await PublishAsync(delivery, observer, cancellation).ConfigureAwait(false);
        return again ? ledger.MarkRedelivered(delivery.Id, clock.GetUtcNow()) : delivery;
    }

    /// <summary>
    /// Takes a delivery back, in the ledger and, so that nobody fetches it any more, in its drop. What was fetched cannot be taken back.
    /// </summary>
    /// <returns>The delivery, withdrawn, and the failure of a drop where its files are still.</returns>
    public async Task<(Delivery Withdrawn, MuutostietoException? StillThere)> WithdrawAsync(Delivery delivery, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var withdrawn = ledger.Withdraw(delivery.Id, reason, clock.GetUtcNow());
        if (withdrawn.Files.Count == 0 || withdrawn.DropCleared is not null)
        {
            return (withdrawn, null);
        }

        try
        {
            var terms = DeliveryTerms.FromJson(withdrawn.Terms);
            await drops(terms.Drop).RemoveAsync(DroppedFiles.Of(withdrawn, terms.Recipient), cancellation).ConfigureAwait(false);
            return (ledger.MarkDropCleared(withdrawn.Id, clock.GetUtcNow()), null);
        }
        catch (MuutostietoException failure)
        {
            return (withdrawn, failure);
        }
    }

    /// <summary>What a base delivery of the permit would hold now; nothing is planned or written.</summary>
    public ComposedDelivery CountBase(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        var context = new DeliveryContext { Terms = Planner.TermsOf(permit), IsBase = true, Number = 1, Planned = Planner.Now(), To = register.LatestKey().Value, List = ListNow(permit, null) };
        return new BaseComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>What a change delivery of the permit would hold now; nothing is planned or written.</summary>
    public ComposedDelivery CountChanges(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var head = Planner.HeadOf(permit);
        var context = new DeliveryContext
        {
            Terms = Planner.TermsOf(permit, ledger.PendingRepairs(permit.Id)),
            IsBase = false,
            Number = 1,
            Planned = Planner.Now(),
            From = head.Window.To,
            To = register.LatestKey().Value,
            ChainBase = chains.BaseOf(head).Window.To,
            AreaBefore = DeliveryTerms.FromJson(head.Terms).Municipalities,
            ChainAreas = AreasOf(chains.Back(head)),
            List = ListNow(permit, head.Window.ListTo),
        };
        return new ChangeComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>Compares the outbox, and where it can be reached the drop, with what the ledger has recorded.</summary>
    public async Task<DeliveryVerification> VerifyAsync(Delivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await new DeliveryVerifier(drops).VerifyAsync(delivery, outbox.FolderOf(ContextOf(delivery)), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether its manifest is visible: the run that handed it over ended before it could record that. Its recipient may have it, and needs what follows to continue it.
    /// </summary>
    private async Task<bool> IsOutAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Manifest is not { } manifest)
        {
            return false;
        }

        var terms = DeliveryTerms.FromJson(delivery.Terms);
        var drop = drops(terms.Drop);
        var inspection = await drop.InspectAsync(DropDeliveryOf(delivery, ContextOf(delivery)), verifyContent: false, cancellation).ConfigureAwait(false);
        return inspection.Files.Any(file => file.File.Name == manifest.Name && file.State == DropFileState.Present);
    }

    private async Task<Delivery> RetractAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.State == DeliveryState.Composed)
        {
            // Handing over may have been stopped half way: what has arrived goes first.
            var terms = DeliveryTerms.FromJson(delivery.Terms);
            await drops(terms.Drop).RemoveAsync(DroppedFiles.Of(delivery, terms.Recipient), cancellation).ConfigureAwait(false);
        }

        return ledger.Withdraw(delivery.Id, "a non-disclosure order was entered before it was handed over", clock.GetUtcNow());
    }

    private bool IsOvertaken(Delivery delivery) =>
        delivery is { State: DeliveryState.Planned or DeliveryState.Composed } && lateOrders.Concern(ContextOf(delivery));

    private Delivery Compose(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        RequireTheSameRegister(delivery);
        var catalog = layouts.Of(delivery);
        var context = ContextOf(delivery);
        var progress = observer.Begin(delivery, DeliveryStep.Composing, ResidentsOf(context));

        // Composed before there was an audit chain, its manifest has no entry: composed again it must be the same.
        var entry = delivery is { Composed: not null, Audit: null } ? null : new DeliveryAudit(audit, delivery.Audit);
        var composed = outbox.Fill(context, folder => context.IsBase
            ? new BaseComposer(register, catalog, disk, entry).Compose(context, folder, progress, cancellation)
            : new ChangeComposer(register, catalog, disk, entry).Compose(context, folder, progress, cancellation));
        delivery = ledger.MarkComposed(
            delivery.Id,
            [.. composed.Files.Select(file => new DeliveryFile(file.Name, file.Bytes, file.Records, file.Sha256))],
            new DeliveryCounts(composed.Persons, composed.Records, composed.Transliterated, composed.Shortened),
            clock.GetUtcNow(),
            composed.Audit);
        observer.End(delivery, DeliveryStep.Composing);
        return delivery;
    }

    private async Task<Delivery> PublishAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        guard.Require(delivery);
        if (IsOvertaken(delivery) && !await IsOutAsync(delivery, cancellation).ConfigureAwait(false))
        {
            throw new MuutostietoException(
                ExitCode.Error,
                $"{delivery.Title}: a non-disclosure order was entered while it was made, for somebody in it. Nothing was handed over. Run again: it is withdrawn and made anew.");
        }

        var context = ContextOf(delivery);
        var drop = drops(context.Terms.Drop);
        var folder = outbox.FolderOf(context);
        if (delivery.Files.Any(file => !File.Exists(Path.Combine(folder, file.Name))))
        {
            // The outbox has lost it, by retention or by accident: composed again it must be the same, or the ledger refuses it.
            delivery = Compose(delivery, observer, cancellation);
        }

        var progress = observer.Begin(delivery, DeliveryStep.Publishing, delivery.Files.Sum(file => file.Bytes));
        await drop.PublishAsync(DropDeliveryOf(delivery, context), progress, cancellation).ConfigureAwait(false);
        delivery = ledger.MarkPublished(delivery.Id, clock.GetUtcNow(), drop.LocationOf(context.Terms.Recipient));
        observer.End(delivery, DeliveryStep.Publishing);
        return delivery;
    }

    private DropDelivery DropDeliveryOf(Delivery delivery, DeliveryContext context)
    {
        var folder = outbox.FolderOf(context);
        return new DropDelivery(context.Terms.Recipient, [.. delivery.Files.Select(file => new DropFile(file.Name, Path.Combine(folder, file.Name), file.Bytes, file.Sha256))]);
    }

    /// <summary>Composed of another register, restored and gone on differently, it would tell what nobody has entered.</summary>
    private void RequireTheSameRegister(Delivery delivery)
    {
        if (delivery.RegisterMark is { } mark && mark != RegisterMark.At(register, new JournalKey(delivery.Window.To)))
        {
            throw new MuutostietoException(
                ExitCode.Integrity,
                $"{delivery.Title}: the register no longer has the entries up to {delivery.Window.To} that it was planned for. Nothing was delivered. "
                + "Restore register and ledger from one backup, or withdraw the delivery and begin a new chain with a base.");
        }
    }

    private long ResidentsOf(DeliveryContext context)
    {
        if (!context.IsBase)
        {
            return context.To - context.From!.Value;
        }

        if (context.List is { } list)
        {
            return list.Members.Count;
        }

        var living = register.Status().Municipalities;
        return context.Terms.Municipalities.Sum(municipality => living.GetValueOrDefault(municipality));
    }

    private DeliveryContext ContextOf(Delivery delivery)
    {
        var chain = chains.Back(delivery).ToList();
        var before = chain.Count > 1 ? DeliveryTerms.FromJson(chain[1].Terms) : null;
        return new DeliveryContext
        {
            Terms = DeliveryTerms.FromJson(delivery.Terms),
            IsBase = delivery.Kind == DeliveryKind.Base,
            Number = delivery.Number,
            Planned = delivery.Planned,
            From = delivery.Window.From,
            To = delivery.Window.To,
            ChainBase = chain[^1].Window.To,
            AreaBefore = before?.Municipalities,
            ChainAreas = AreasOf(chain),
            List = ListOf(delivery.Permit, delivery.Window),
            Covers = CoversOf(delivery),
            Predecessor = delivery.Predecessor is { } named ? new ManifestPredecessor(named.Kind.WireName(), named.Number, named.ManifestSha256) : null,
        };
    }

    private static List<string> AreasOf(IEnumerable<Delivery> chain) => [.. chain.SelectMany(delivery => DeliveryTerms.FromJson(delivery.Terms).Municipalities).Distinct()];
}
