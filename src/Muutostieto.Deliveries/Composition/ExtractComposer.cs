using Muutostieto.Deliveries.Composition.Measuring;
using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Composes extracts: the order's selection says which persons or buildings, the gate what is said of each, as in a base. Memory grows with
/// their number by their ids alone.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The record layouts.</param>
/// <param name="disk">Makes files durable.</param>
/// <param name="selection">Chooses the persons, buildings or dwellings.</param>
/// <param name="audit">Records who was delivered; null: not recorded, and the manifest names no entry.</param>
/// <param name="sign">Gives the signature of the manifest; null: it has none.</param>
internal sealed class ExtractComposer(
    IRegister register,
    GroupCatalog catalog,
    IDiskSync disk,
    IOrderSelection selection,
    DeliveryAudit? audit = null,
    Func<byte[], byte[]>? sign = null)
{
    /// <summary>The layouts of persons, by which owners of buildings are judged. Default: those of the extract.</summary>
    internal GroupCatalog? Persons { get; init; }

    /// <summary>What becomes of a person whose non-disclosure order came after the extract was planned.</summary>
    internal LateOrder Late { get; init; } = LateOrder.Refuse;

    /// <summary>How many records at most are written to measure an extract.</summary>
    internal int MostMeasured { get; init; } = ExtractMeasure.MostMeasured;

    /// <summary>Finds the extract before; null where nothing is written.</summary>
    internal ExtractBefore? Before { get; init; }

    /// <summary>Writes the extract's files into a folder, which is there and empty.</summary>
    /// <param name="context">Which extract.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="progress">Called with the number of persons written; null when not needed.</param>
    /// <param name="cancellation">Breaks off; what is in the folder then is no delivery.</param>
    internal ComposedDelivery Compose(DeliveryContext context, string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (context.Terms.Order?.Update is not null)
        {
            return new UpdateComposer(register, catalog, disk, selection, audit, sign) { Late = Late }
                .Compose(context, folder, progress, cancellation);
        }

        var choice = Choose(context, Late, cancellation);
        using var removals = RemovalsOf(context, cancellation);
        var rows = RowsOf(context, Late, removals);
        var table = context.Terms.Order is { } order ? selection.TableOf(order) : null;
        var tables = context.Terms.Order is { } ordered ? selection.TablesOf(ordered) : null;
        using var writer = new DeliveryWriter(context, catalog, rows.Tables, folder, disk, audit, sign, table, tables)
        {
            Sample = choice.Sample,
        };
        try
        {
            var shown = rows.Show(choice.Units, writer, progress, cancellation);
            writer.Cleaned = rows.Cleaned;
            writer.SourceTo = register.SourceKeyAt(new JournalKey(context.To));
            return writer.Complete(shown, choice.Frame - shown, cancellation);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a document cannot be delivered ({error.Message}). Nothing was delivered; correct the register.",
                error);
        }
    }

    /// <summary>Counts and measures what <see cref="Compose"/> would write, and writes nothing.</summary>
    internal CountedExtract Count(DeliveryContext context, IProgress<long>? progress, CancellationToken cancellation)
    {
        var choice = Choose(context, LateOrder.Mask, cancellation);
        using var removals = RemovalsOf(context, cancellation);
        var rows = RowsOf(context, LateOrder.Mask, removals);
        var table = context.Terms.Order is { } order ? selection.TableOf(order) : null;
        using var measure = new ExtractMeasure(
            context,
            catalog,
            rows.Tables,
            table,
            () => context.Terms.Order is { } ordered ? selection.TablesOf(ordered) : null,
            choice.Units.Count,
            MostMeasured);
        var shown = rows.Show(choice.Units, measure, progress, cancellation);
        var (sizes, refusal) = (Array.Empty<FormSize>() as IReadOnlyList<FormSize>, (string?)null);
        try
        {
            sizes = measure.Complete(cancellation);
        }
        catch (MuutostietoException refused) when (refused.Kind == FailureKind.Usage)
        {
            refusal = refused.Message;
        }

        var counted = new ComposedDelivery([], shown, measure.Lines, 0, 0, choice.Frame - shown);
        return new CountedExtract(choice, counted, sizes, refusal);
    }

    /// <summary>What the extract has, and how it was chosen.</summary>
    internal OrderChoice Choose(DeliveryContext context, LateOrder late, CancellationToken cancellation) =>
        selection.Choose(
            register, catalog, context.Terms, new JournalKey(context.To), ProtectionOf(context, late), cancellation);

    private Protection ProtectionOf(DeliveryContext context, LateOrder late) =>
        Protection.Of(register, new JournalKey(context.To), new JournalKey(context.JudgedAt), late);

    /// <summary>What the extract before named, of buildings or dwellings; null when nothing is compared with it.</summary>
    private BuildingRemovals? RemovalsOf(DeliveryContext context, CancellationToken cancellation) =>
        context.Terms.Order?.Target is not null && Before?.Of(context.Terms) is { } before
            ? new BuildingRemovals(new DeliveredBuildings(register, selection, Persons ?? catalog, before).Names(cancellation))
            : null;

    private IExtractRows RowsOf(DeliveryContext context, LateOrder late, BuildingRemovals? removals) => context.Terms.Order switch
    {
        null or { Target: null } => new PersonRows(register, catalog, context, ProtectionOf(context, late))
        {
            Removals = Before is { } before && before.Of(context.Terms) is { } earlier
                ? new ExtractRemovals(register, before.PersonsOf(earlier), new JournalKey(earlier.Context.To))
                : null,
        },
        { Target: { } target } when target == OrderTargetNames.Of(OrderTarget.Dwellings) =>
            new DwellingRows(register, catalog, context) { Removals = removals },
        var order => new BuildingRows(register, catalog, Persons ?? catalog, context, ProtectionOf(context, late))
        {
            Removals = removals,
            RowTables = selection.TablesOf(order),
        },
    };
}
