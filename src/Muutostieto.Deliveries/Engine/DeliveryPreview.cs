using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Measuring;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>What a delivery made now would hold; nothing is planned or written.</summary>
public sealed class DeliveryPreview
{
    private readonly GroupCatalog catalog;
    private readonly DeliveryLayouts layouts;
    private readonly IRegister register;
    private readonly ILedger ledger;
    private readonly IDiskSync disk;
    private readonly DeliveryPlanner planner;
    private readonly DeliveryContexts contexts;
    private readonly IOrderSelection selection;
    private readonly ExtractBefore before;

    internal DeliveryPreview(
        DeliveryLayouts layouts,
        IRegister register,
        ILedger ledger,
        IDiskSync disk,
        DeliveryPlanner planner,
        DeliveryContexts contexts,
        IOrderSelection selection,
        ExtractBefore before) =>
        (catalog, this.layouts, this.register, this.ledger, this.disk, this.planner, this.contexts, this.selection, this.before) = (
            layouts.Persons,
            layouts,
            register,
            ledger,
            disk,
            planner,
            contexts,
            selection,
            before);

    /// <summary>A base delivery of the permit, counted.</summary>
    public ComposedDelivery CountBase(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var context = new DeliveryContext
        {
            Terms = planner.TermsOf(permit),
            Kind = DeliveryKind.Base,
            Number = 1,
            Planned = planner.Now(),
            To = register.LatestKey().Value,
            List = contexts.ListNow(permit, null),
        };
        return new BaseComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>A change delivery of the permit, counted.</summary>
    public ComposedDelivery CountChanges(Permit permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var terms = planner.TermsOf(permit, ledger.PendingRepairs(permit.Id));
        var context = contexts.After(planner.HeadOf(permit), permit, terms, planner.Now(), register.LatestKey().Value);
        return new ChangeComposer(register, catalog, disk).Count(context, progress, cancellation);
    }

    /// <summary>An extract for an order of the permit, counted and measured, and how its persons were chosen.</summary>
    public CountedExtract CountExtract(
        Permit permit, ExtractRequest request, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        var context = planner.ContextOf(permit, request);
        var composer = new ExtractComposer(register, layouts.For(context.Terms), disk, selection) { Persons = catalog, Before = before };
        var counted = composer.Count(context, progress, cancellation) with
        {
            Smallest = Math.Max(request.SmallestFrame, selection.TableOf(context.Terms.Order!)?.SmallestFrame ?? 0),
        };
        var refusal = counted.Refusal ?? planner.LackOfRoom(context, request, counted.Choice);
        return refusal is not null || IsOfFew(counted, request.SmallestFrame) ? counted with { Sizes = [], Refusal = refusal } : counted;
    }

    /// <summary>Of so few persons the size would say how many they are, and more.</summary>
    private static bool IsOfFew(CountedExtract counted, long smallest) =>
        counted.Choice.Frame < Math.Max(smallest, counted.Smallest)
        || counted.Choice.Counts.Cases < DeliveryPlanner.SmallestFrame
        || counted.Counted.Persons < smallest;

    /// <summary>The change delivery that would begin a chain of the permit at a key, counted.</summary>
    public ComposedDelivery CountChangesFrom(Permit permit, long key, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var terms = planner.TermsAtKey(permit);
        var context = contexts.From(key, permit, terms, planner.Now(), register.LatestKey().Value);
        return new ChangeComposer(register, catalog, disk).Count(context, progress, cancellation);
    }
}
