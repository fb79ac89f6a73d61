using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Selection;

/// <summary>
/// Chooses the buildings of an extract, or their dwellings: of the permit's area, by municipality of location, those that fulfil the
/// criteria. Criteria see what has passed the gate, which lets no owner through to them: whether a building is in an extract says nothing
/// of a person. Buildings that are gone are looked at only where a criterion names their state. Memory grows with the chosen by their ids
/// alone.
/// </summary>
public static class BuildingSelection
{
    /// <param name="buildings">Of the register.</param>
    /// <param name="catalog">The layouts of buildings.</param>
    /// <param name="request">What is chosen; of its terms the area counts here.</param>
    /// <param name="keys">Asked only for a sample.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the series of the sample has no key. Integrity: the register holds a document that is no record, or the key is damaged.
    /// </exception>
    public static ExtractChoice Choose(
        IBuildings buildings,
        GroupCatalog catalog,
        SelectionRequest request,
        SeriesKeys keys,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(buildings);
        ArgumentNullException.ThrowIfNull(request);
        var (order, terms, day, asOf) = (request.Order, request.Terms, request.Day, request.AsOf);
        var strata = new StratumOf(order.Sample?.Strata ?? SampleStrata.None, day, order.Target);
        var gate = new DisclosedRecord.BuildingGate(terms with { Groups = Groups(order, strata) }, catalog, day, persons: null);
        var ofDwellings = order.Target == OrderTarget.Dwellings;
        using var frame = SelectionFrame.Of(order.Sample, keys, strata, ofDwellings ? "dwelling" : "building");
        var (withGone, misses) = (order.Where?.NamesGone == true, 0L);
        var record = DisclosedRecord.Gate.NewContainer();
        try
        {
            buildings.Scan(asOf, request.Municipalities, Visit, cancellation);
        }
        catch (FormatException error)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"register: a building's document cannot be judged ({error.Message}). Nothing was chosen; correct the register.",
                error);
        }

        return frame.Choose(new LeftOutCounts(0, 0, misses));

        void Visit(in BuildingRow row)
        {
            if ((!row.Stands && !withGone)
                || !gate.TryDisclose(row, [], record)
                || order.Where?.Matches(record.Content, day) == false)
            {
                misses++;
            }
            else if (ofDwellings)
            {
                AddDwellings(frame, buildings.DwellingsOf(row.BuildingId, asOf), record.Content);
            }
            else
            {
                frame.Add(row.BuildingId, record.Content);
            }
        }
    }

    /// <summary>Business premises and other units are no dwellings.</summary>
    private static void AddDwellings(SelectionFrame frame, IReadOnlyList<Dwelling> units, RecordView record)
    {
        var dwellings = new HashSet<string>(StringComparer.Ordinal);
        for (var group = record.IndexOf(BuildingState.Unit); group >= 0; group = record.IndexOf(BuildingState.Unit, group + 1))
        {
            if (record.Text(group, "huoneistotyyppi") == BuildingState.DwellingType)
            {
                dwellings.Add(record.Text(group, BuildingState.UnitId));
            }
        }

        foreach (var unit in units.Where(unit => dwellings.Contains(unit.PermanentId)))
        {
            frame.Add(unit.Id, record, unit.PermanentId);
        }
    }

    private static IReadOnlyList<TermsGroup> Groups(ExtractOrder order, StratumOf strata)
    {
        string[] units = order.Target == OrderTarget.Dwellings ? [BuildingState.Unit] : [];
        IEnumerable<string> groups = [BuildingState.Location, .. units, .. strata.Groups, .. order.Where?.Groups ?? []];
        return [.. groups.Distinct().Order(StringComparer.Ordinal).Select(group => new TermsGroup(group, null))];
    }
}
