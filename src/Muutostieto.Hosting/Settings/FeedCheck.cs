using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>What the scope of the feed contradicts: the municipalities that there are, and permits for more than it.</summary>
internal static class FeedCheck
{
    /// <param name="feed">Null: there is none, and nothing is wrong.</param>
    /// <param name="permits">All that were read; those that have ended are not looked at.</param>
    /// <param name="directory">Null when it cannot be read.</param>
    /// <param name="today">The day as of which areas have their municipalities.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(
        FeedSettings? feed,
        IEnumerable<LoadedPermit> permits,
        MunicipalityDirectory? directory,
        DateOnly today,
        FaultCollector faults)
    {
        if (feed is null || directory is null)
        {
            return;
        }

        var areas = new AreaLoader(directory, faults);
        var isKnown = true;
        foreach (var code in feed.Scope.Municipalities ?? [])
        {
            isKnown &= areas.IsKnown(code, feed.ScopePlace);
        }

        if (!isKnown)
        {
            return;
        }

        var fed = feed.Scope.Municipalities?.Select(code => directory.OnDay(code, today)).ToHashSet();
        foreach (var loaded in permits.Where(loaded => !loaded.Permit.HasEndedBy(today)))
        {
            if (loaded.Permit.Area is not ResidenceArea area)
            {
                continue;
            }

            var missing = area.Resolve(directory, today).Where(code => fed?.Contains(code) != true).ToList();
            if (missing.Count > 0)
            {
                faults.Add(
                    loaded.Id,
                    $"the permit \"{loaded.Permit.Id}\" is for municipalities whose residents the feed does not fetch: "
                        + $"{(fed is null ? "its scope is a list" : string.Join(", ", missing))}",
                    "Of them only persons that came into the register otherwise are delivered. Add them to Feed.municipalities in "
                        + "appsettings.json and load once more from the source, or narrow the permit's area.",
                    FaultKind.Warning);
            }
        }
    }
}
