using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Evidence;
using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Takes deliveries through their states: planned, composed, published. Every step may be stopped anywhere and done again with the same
/// outcome; which steps are still to be done is read from the ledger, never remembered.
/// </summary>
public sealed class DeliveryEngine
{
    private readonly DeliveryConfiguration configuration;
    private readonly IRegister register;
    private readonly ILedger ledger;
    private readonly Func<string, IDrop> drops;
    private readonly TimeProvider clock;
    private readonly IFileSystem files;
    private readonly IAuditTrail audit;
    private readonly Outbox outbox;
    private readonly DeliveryContexts contexts;
    private readonly ComposingStep composing;
    private readonly PublishingStep publishing;
    private readonly IUpdateFiles? inputs;

    /// <summary>Sets up the engine.</summary>
    /// <param name="configuration">Checked.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="register">Open for reading.</param>
    /// <param name="ledger">Open.</param>
    /// <param name="drops">Gives the drop of a name in the settings.</param>
    /// <param name="clock">Says what time it is.</param>
    /// <param name="disk">Where outbox, audit and keys are.</param>
    /// <param name="selection">Chooses the persons of extracts; null where none are made, which refuses them.</param>
    /// <param name="buildings">Gives the layouts of buildings; null where no extracts of them are made, which refuses them.</param>
    /// <param name="inputs">Keeps customers' files; null where none are taken in.</param>
    public DeliveryEngine(
        DeliveryConfiguration configuration,
        GroupCatalog catalog,
        IRegister register,
        ILedger ledger,
        Func<string, IDrop> drops,
        TimeProvider clock,
        IDiskSync disk,
        IOrderSelection? selection = null,
        Func<GroupCatalog>? buildings = null,
        IUpdateFiles? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(disk);
        (this.configuration, this.register, this.ledger, this.drops, this.clock) = (configuration, register, ledger, drops, clock);
        files = disk.Files;
        this.inputs = inputs;
        var chosen = selection ?? new NoOrderSelection();
        var handover = new ChoiceHandover(chosen);
        var layouts = new DeliveryLayouts(catalog, ledger, buildings);
        var guard = new PermitGuard(configuration, clock);
        Publications = new PublicationGuard(
            ledger, new PublishedEvidence(files, configuration.Settings.PublishedFolder),
            new RestoredMark(files, configuration.Settings.PublishedFolder), clock);
        var dropped = new DroppedFiles(drops, ledger);
        var progressReader = new PublicationProgressReader(ledger, dropped);
        audit = configuration.Settings.Audit.Open(clock, disk);
        outbox = new Outbox(configuration.Settings.OutboxPath, disk, ledger);
        var audited = configuration.Settings.Audit.OpenReader(files);
        var lateOrders = new LateOrders(register, catalog, audited);
        contexts = new DeliveryContexts(ledger, new DeliveryChains(ledger));
        var keys = new SigningKeys(disk.Files, configuration.Settings.Signing, clock);
        var signer = new ManifestSigner(keys, configuration.Settings.Signing.MakesMissing);
        var before = new ExtractBefore(ledger, audit, register, chosen, contexts.Of, layouts.Of);
        composing = new ComposingStep(
            register,
            ledger,
            outbox,
            audit,
            guard,
            layouts,
            contexts,
            disk,
            signer,
            handover,
            before,
            clock);
        publishing = new PublishingStep(
            ledger,
            drops,
            composing,
            guard,
            Publications,
            lateOrders,
            contexts,
            dropped,
            progressReader,
            audit,
            outbox,
            clock,
            files);
        Planner = new DeliveryPlanner(configuration, layouts, register, ledger, chosen, before, clock, Publications, handover);
        Preview = new DeliveryPreview(layouts, register, ledger, disk, Planner, contexts, chosen, before);
        Near = new NearExtracts(ledger, audit);
        Redraw = new ExtractRedraw(register, layouts, contexts, disk, chosen, before, configuration.Settings.OutboxPath);
        Review = new PublishedReview(configuration, catalog, register, ledger, audited, clock);
        Resume = new LedgerResume(configuration, ledger, register, Planner, Publications, audit, clock);
        Withdrawal = new DeliveryWithdrawal(ledger, dropped, progressReader, lateOrders, contexts, clock);
    }

    /// <summary>Plans what this engine carries out.</summary>
    public DeliveryPlanner Planner { get; }

    /// <summary>Counts what could be planned.</summary>
    public DeliveryPreview Preview { get; }

    /// <summary>Finds extracts that are nearly the same.</summary>
    public NearExtracts Near { get; }

    /// <summary>Proves extracts.</summary>
    public ExtractRedraw Redraw { get; }

    /// <summary>Judges what is in the drops as of now.</summary>
    public PublishedReview Review { get; }

    /// <summary>Withdraws what must not be published, or what an operator withdraws.</summary>
    public DeliveryWithdrawal Withdrawal { get; }

    /// <summary>Lets deliveries go on with a ledger of an earlier time.</summary>
    public LedgerResume Resume { get; }

    /// <summary>Refuses to go on with a ledger that was restored to an earlier time.</summary>
    internal PublicationGuard Publications { get; }

    /// <summary>The occurrences of the rhythm that a change delivery covers: its own, and before it those that were missed. None for a
    /// base.</summary>
    public IReadOnlyList<Occurrence> CoversOf(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return contexts.CoversOf(delivery);
    }

    /// <summary>What an operator should know of an extract, in sentences that name no person.</summary>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="choice">Who was chosen for it.</param>
    public IReadOnlyList<string> NoticesOf(Permit permit, ExtractRequest request, OrderChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return [.. ExtractNotices.Of(choice, Near.Of(permit, request, choice.Units))];
    }

    /// <summary>
    /// Takes in what the recipient has uploaded to its list, and answers it. Nothing for a permit with an area. Idempotent.
    /// </summary>
    public Task TakeInListAsync(Permit permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(observer);
        Publications.Require(permit.Id);
        return permit is { Area.IsList: true, Files: not null }
            ? new ListIntake(configuration, ledger, register, drops, audit, clock).RunAsync(permit, observer, cancellation)
            : Task.CompletedTask;
    }

    /// <summary>
    /// Takes in the customers' files that the recipient has uploaded for its orders, plans their results, and answers them. Idempotent.
    /// </summary>
    /// <returns>A notice for each result that an operator should look at.</returns>
    public Task<IReadOnlyList<BatchNotice>> TakeInUpdatesAsync(Permit permit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        Publications.Require(permit.Id);
        return inputs is not null && permit.Orders?.Update is not null
            ? new UpdateIntake(configuration, register, ledger, inputs, Planner, drops, audit, clock).RunAsync(permit, cancellation)
            : Task.FromResult<IReadOnlyList<BatchNotice>>([]);
    }

    /// <summary>
    /// Finishes or withdraws what earlier runs have left of a permit. It comes before anything new: deliveries are numbered, chained and
    /// published in order.
    /// </summary>
    public async Task FinishEarlierAsync(string permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Publications.Require(permit);
        foreach (var withdrawn in await Withdrawal.WithdrawOvertakenAsync(permit, cancellation).ConfigureAwait(false))
        {
            observer.Happened(withdrawn, DeliveryNote.Withdrawn);
        }

        foreach (var unfinished in ledger.Unfinished()
            .Where(unfinished => unfinished.Permit == permit && unfinished.Kind != DeliveryKind.Extract))
        {
            _ = await FinishAsync(unfinished, observer, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Finishes or withdraws the extracts that earlier runs have left of a permit.</summary>
    /// <exception cref="MuutostietoException">One cannot be finished; the message names it.</exception>
    public async Task FinishEarlierExtractsAsync(string permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Publications.Require(permit);
        foreach (var withdrawn in await Withdrawal.WithdrawOvertakenAsync(permit, cancellation).ConfigureAwait(false))
        {
            observer.Happened(withdrawn, DeliveryNote.Withdrawn);
        }

        foreach (var unfinished in ledger.Unfinished()
            .Where(unfinished => unfinished.Permit == permit && unfinished.Kind == DeliveryKind.Extract))
        {
            try
            {
                _ = await FinishAsync(unfinished, observer, cancellation).ConfigureAwait(false);
            }
            catch (MuutostietoException failure) when (failure.InnerException is NoRoomException)
            {
                observer.Happened(ledger.Find(unfinished.Key) ?? unfinished, DeliveryNote.NoRoom);
            }
            catch (MuutostietoException failure)
            {
                throw Unfinishable(unfinished, failure);
            }
        }
    }

    /// <summary>What is said of an extract that an earlier run left and that cannot be finished.</summary>
    internal static MuutostietoException Unfinishable(Delivery extract, MuutostietoException failure) =>
        failure.InnerException is NoRoomException
            ? failure
            : new MuutostietoException(
                failure.Kind,
                $"{extract.Title}: it was begun and cannot be finished: {failure.Message} Put that right, or withdraw it.",
                failure)
            {
                Remedy = failure.Remedy,
            };

    /// <summary>Does what is left to be done for a delivery.</summary>
    /// <returns>The delivery, published; one that was withdrawn stays so.</returns>
    public async Task<Delivery> FinishAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        delivery = ComposePlanned(delivery, observer, cancellation);
        return await PublishComposedAsync(delivery, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The first half of <see cref="FinishAsync"/>: costs processor and disk. A delivery that is past it comes back as it is.
    /// </summary>
    /// <exception cref="MuutostietoException">It cannot be composed. An extract that one of its forms has no room for is withdrawn: it
    /// would stop the other orders of its permit, and could never be made.</exception>
    public Delivery ComposePlanned(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);
        Publications.Require(delivery.Permit);
        try
        {
            return delivery.State == DeliveryState.Planned ? composing.Run(delivery, observer, cancellation) : delivery;
        }
        catch (MuutostietoException failure) when (delivery.Kind == DeliveryKind.Extract && failure.InnerException is NoRoomException)
        {
            _ = ledger.Withdraw(delivery.Id, $"{DeliveryWithdrawal.NoRoomReason}: {failure.Message}", clock.GetUtcNow());
            throw new MuutostietoException(
                failure.Kind, $"{delivery.Title}: {failure.Message} The extract was withdrawn.", failure.InnerException);
        }
    }

    /// <summary>
    /// The second half of <see cref="FinishAsync"/>: waits for others, and may be called again. A delivery that is past it comes back as it
    /// is.
    /// </summary>
    public async Task<Delivery> PublishComposedAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);

        // An earlier try may have come as far as making something visible.
        delivery = ledger.Find(delivery.Key) ?? delivery;
        return delivery.State == DeliveryState.Composed
            ? await publishing.RunAsync(delivery, observer, cancellation).ConfigureAwait(false)
            : delivery;
    }

    /// <summary>
    /// Publishes a delivery's files again, the same bytes under the same names. Files missing from the outbox are composed again and must
    /// have the recorded hashes.
    /// </summary>
    public async Task<Delivery> RedeliverAsync(Delivery delivery, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(observer);
        if (delivery.State == DeliveryState.Withdrawn)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Title}: it has been withdrawn and is not delivered again. Make a new delivery.");
        }

        if (delivery.Published is null)
        {
            return await FinishAsync(delivery, observer, cancellation).ConfigureAwait(false);
        }

        return await publishing.RunAsync(delivery, observer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts files of a published delivery there again that its drop has damaged, where nothing forbids it.</summary>
    /// <returns>Whether any was.</returns>
    internal Task<bool> HealAsync(Delivery delivery, bool comparesContent, IDeliveryObserver observer, CancellationToken cancellation)
    {
        Publications.Require(delivery.Permit);
        return publishing.HealAsync(delivery, comparesContent, observer, cancellation);
    }

    /// <summary>Where a composed delivery's files are; they may have been removed since, their time being over.</summary>
    public string FolderOf(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return outbox.FolderOf(contexts.Of(delivery));
    }

    /// <summary>Compares the outbox, and where it can be reached the drop, with what the ledger has recorded.</summary>
    public async Task<DeliveryVerification> VerifyAsync(Delivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await new DeliveryVerifier(files, drops, ledger is PostgreSqlLedger)
            .VerifyAsync(delivery, outbox.FolderOf(contexts.Of(delivery)), cancellation)
            .ConfigureAwait(false);
    }
}
