using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// The rows of an extract of dwellings: a record a building, with those of its dwellings that were chosen. Owners are not in it.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="catalog">The layouts of buildings.</param>
/// <param name="context">Which extract.</param>
internal sealed class DwellingRows(IRegister register, GroupCatalog catalog, DeliveryContext context) : IExtractRows
{
    private const int ReportEvery = 1000;
    private readonly JournalKey asOf = new(context.To);
    private readonly DisclosedRecord.BuildingGate gate = new(context.Terms.ForGate(), catalog, context.Day, persons: null);
    private readonly HashSet<string> units = new(StringComparer.Ordinal);

    /// <summary>What the extract before named; null: nothing is named as removed.</summary>
    internal BuildingRemovals? Removals { get; init; }

    public IReadOnlyList<CsvTable> Tables => gate.Tables;

    public long Cleaned => gate.Cleaned;

    public long Show(IReadOnlyList<long> chosen, IExtractSink sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (shown, reported, building) = (0L, 0L, (long?)null);
        foreach (var id in chosen)
        {
            cancellation.ThrowIfCancellationRequested();
            if (register.Buildings.DwellingAt(id, asOf) is not { } dwelling)
            {
                continue;
            }

            if (building is { } before && dwelling.BuildingId != before)
            {
                shown += Write(before, sink);
            }

            building = dwelling.BuildingId;
            units.Add(dwelling.PermanentId);
            if (shown - reported >= ReportEvery)
            {
                progress?.Report(reported = shown);
            }
        }

        shown += building is { } last ? Write(last, sink) : 0;
        Removals?.Show(gate, sink.Remove);
        progress?.Report(shown);
        return shown;
    }

    /// <summary>Writes the dwellings that have been collected of a building.</summary>
    /// <returns>How many.</returns>
    private long Write(long building, IExtractSink sink)
    {
        var count = 0L;
        if (register.Buildings.At(building, asOf) is { } version && gate.TryDisclose(version.AsRow(), [], sink.Next, units))
        {
            foreach (var unit in units)
            {
                Removals?.Stays(new BuildingName(version.Code, unit));
            }

            sink.Keep([]);
            count = units.Count;
        }

        units.Clear();
        return count;
    }
}
