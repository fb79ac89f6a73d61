using Muutostieto.Records.Dates;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Hosting.Runs;

/// <summary>Enters in the register what happens because the day has come, before anything is delivered.</summary>
public static class NightlyEntries
{
    /// <summary>What the register's keeper should know of a run, in counts and without persons.</summary>
    public static IEnumerable<string> Notices(DateDrivenResult entered)
    {
        if (entered.EndedInstances > 0)
        {
            yield return $"Entered by date: ended addresses and other ended data of {Persons(entered.EndedInstances)}.";
        }

        if (entered.MergedBuildings > 0)
        {
            yield return $"Entered by date: {Figures.Count(entered.MergedBuildings, "building")} of merged municipalities.";
        }

        if (entered.Repeated > 0)
        {
            yield return "Entered because a non-disclosure order began or ended for a related person: relations of "
                + $"{Persons(entered.Repeated)}.";
        }

        if (entered.SharingDwelling > 0)
        {
            yield return entered.SharingDwelling == 1
                ? "Notice: 1 person without a non-disclosure order shares a dwelling with a protected person; "
                    + "the delivered address reveals the dwelling. Check with the authority whether this person needs an order too."
                : $"Notice: {Persons(entered.SharingDwelling)} without a non-disclosure order share a dwelling with a protected "
                    + "person; their delivered addresses reveal the dwelling. Check with the authority whether they need an order too.";
        }

        if (entered.UnknownRelations > 0)
        {
            yield return entered.UnknownRelations == 1
                ? "Notice: 1 relation with a residence names a person missing from the register; it is delivered as the source gave it."
                : $"Notice: {Figures.Count(entered.UnknownRelations)} relations with a residence name a person missing from the register; "
                    + "they are delivered as the source gave them.";
        }
    }

    private static long Merge(
        Installation work, IRegisterWriter writer, List<MunicipalMerger> mergers, DateOnly today, CancellationToken cancellation)
    {
        var due = BuildingMergers.Due(work.Register, mergers, today, cancellation);
        if (due.Count > 0)
        {
            using var buildings = new BuildingMergers(work.BuildingCatalog);
            buildings.Enter(writer, due, today, cancellation);
        }

        return due.Count;
    }

    private static string Persons(long count) => Figures.Count(count, "person");

    public static DateDrivenResult Run(Installation work, CancellationToken cancellation)
    {
        var mergers = work
            .Configuration.Municipalities.Mergers.Select(merger => new MunicipalMerger(merger.Code, merger.Successor, merger.Date))
            .ToList();
        using var writer = work.Data.Register.OpenWrite();
        using var entries = new DateDrivenEntries(work.Catalog, mergers, work.Configuration.Settings.GraceDays);
        var today = HelsinkiTime.Today(work.Clock);
        var entered = entries.Run(work.Register, writer, today, cancellation);
        return entered with { MergedBuildings = Merge(work, writer, mergers, today, cancellation) };
    }
}
