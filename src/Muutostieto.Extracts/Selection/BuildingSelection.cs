using Muutostieto.Disclosure;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Selection;

/// <summary>
/// Chooses the buildings of an extract: those of the permit's area, by municipality of location, that fulfil the criteria. Criteria see
/// what has passed the gate, which lets no owner through to them: whether a building is in an extract says nothing of a person. Buildings
/// that are gone are looked at only where a criterion names their state. Memory grows with the chosen by their ids alone.
/// </summary>
public static class BuildingSelection
{
    private const string Kind = "building";

    /// <param name="buildings">Of the register.</param>
    /// <param name="catalog">The layouts of buildings.</param>
    /// <param name="order">What is ordered.</param>
    /// <param name="terms">The permit's: the area counts here.</param>
    /// <param name="day">The day of the extract.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="keys">Asked only for a sample.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the series of the sample has no key. Integrity: the register holds a document that is no record, or the key is damaged.
    /// </exception>
    public static ExtractChoice Choose(
        IBuildings buildings,
        GroupCatalog catalog,
        ExtractOrder order,
        DisclosureTerms terms,
        DateOnly day,
        JournalKey asOf,
        SeriesKeys keys,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(buildings);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(terms);
        var strata = new StratumOf(order.Sample?.Strata ?? SampleStrata.None, day, ofBuildings: true);
        var gate = new DisclosedRecord.BuildingGate(terms with { Groups = Groups(order, strata) }, catalog, day, owners: null);
        using var frame = SelectionFrame.Of(order.Sample, keys, strata, Kind);
        var (withGone, misses) = (order.Where?.NamesGone == true, 0L);
        var record = DisclosedRecord.Gate.NewContainer();
        try
        {
            buildings.Scan(asOf, Municipalities(order, terms), Visit, cancellation);
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
            if ((row.Stands || withGone)
                && gate.TryDisclose(row, [], record)
                && order.Where?.Matches(record.Content, day) != false)
            {
                frame.Add(row.BuildingId, record.Content);
            }
            else
            {
                misses++;
            }
        }
    }

    private static IReadOnlyList<TermsGroup> Groups(ExtractOrder order, StratumOf strata)
    {
        IEnumerable<string> groups = [BuildingState.Location, .. strata.Groups, .. order.Where?.Groups ?? []];
        return [.. groups.Distinct().Order(StringComparer.Ordinal).Select(group => new TermsGroup(group, null))];
    }

    /// <summary>Those of the area in which a building can fulfil the criteria.</summary>
    private static IReadOnlyList<string> Municipalities(ExtractOrder order, DisclosureTerms terms) =>
        order.Where?.Municipalities is { } named ? [.. terms.Municipalities.Where(named.Contains)] : terms.Municipalities;
}
