using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The rows of an extract of buildings, with their owners and residents where the order has them.</summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The layouts of buildings.</param>
/// <param name="persons">The layouts of persons.</param>
/// <param name="context">Which extract.</param>
/// <param name="protection">Who is protected.</param>
internal sealed class BuildingRows(
    IRegister register, GroupCatalog catalog, GroupCatalog persons, DeliveryContext context, Protection protection) : IExtractRows
{
    private const int ReportEvery = 1000;
    private readonly JournalKey asOf = new(context.To);
    private readonly DisclosedRecord.BuildingGate gate = new(
        context.Terms.ForGate(),
        catalog,
        context.Day,
        new NamedPersonGate(register, persons, TermsOf(context, context.Terms.Order!), protection));

    private DwellingResidents? residents;

    /// <summary>What the extract before named; null: nothing is named as removed.</summary>
    internal BuildingRemovals? Removals { get; init; }

    /// <summary>Tables that the records are turned into; null: none. A building without a row counts as one that is not there.</summary>
    internal IRowTables? RowTables { get; init; }

    public IReadOnlyList<CsvTable> Tables => gate.Tables;

    public long Cleaned => gate.Cleaned;

    public long Show(IReadOnlyList<long> chosen, IExtractSink sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        var shown = 0L;
        foreach (var id in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            if (register.Buildings.At(id, asOf) is not { } building || !TryShow(building, sink.Next, cancellation))
            {
                continue;
            }

            if (Removals is not null && RowTables?.HasRows(sink.Next.Content) != false)
            {
                Removals.Stays(new BuildingName(building.Code));
            }

            sink.Keep(gate.Named);
            if (++shown % ReportEvery == 0)
            {
                progress?.Report(shown);
            }
        }

        Removals?.Show(gate, sink.Remove);
        progress?.Report(shown);
        return shown;
    }

    /// <summary>Shows a building.</summary>
    /// <returns>False when it has no record in the extract.</returns>
    internal bool TryShow(BuildingVersion building, DisclosedRecord record, CancellationToken cancellation)
    {
        if (gate.TakesResidents)
        {
            residents ??= DwellingResidents.Of(register, persons, asOf, context.Day, context.Terms.Municipalities, cancellation);
        }

        return gate.TryDisclose(
            building.AsRow(),
            gate.TakesOwners ? register.Buildings.OwnersOf(building.BuildingId, asOf) : [],
            record,
            residents: residents);
    }

    private static NamedPersonTerms TermsOf(DeliveryContext context, OrderTerms order) => new(
        context.Terms.NonDisclosureRight,
        PurposeNames.Find(order.Purpose) ?? throw new FormatException("an order: the purpose is unknown"),
        order.User,
        order.Day,
        order.JudgedOn,
        new JournalKey(context.To),
        new JournalKey(order.JudgedAt))
    {
        SaysContacts = context.Terms.Groups.Any(group => group.Group is BuildingState.Residents or BuildingState.Contacts),
    };
}
