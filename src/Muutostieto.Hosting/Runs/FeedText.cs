using Muutostieto.Interface.Feed;

namespace Muutostieto.Hosting.Runs;

/// <summary>What a feed did, in a sentence without persons.</summary>
public static class FeedText
{
    public static string Of(FeedReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var counts = report.Counts;
        var kept = report.Kept.Count == 0
            ? ""
            : " Kept as they came, as the register has no place for them: "
                + string.Join(", ", report.Kept.Select(group => $"{group.Key} of {Figures.Count(group.Value, "element")}")) + ".";
        var orders = counts.OrdersKept == 0
            ? ""
            : $" Non-disclosure orders of which a whole record said nothing, and which are kept: {Figures.Count(counts.OrdersKept)}.";
        return $"Fed in {Figures.Count(report.Calls, "call")}: {Figures.Count(report.Elements, "element")}, "
            + $"{Figures.Count(counts.Added, "person")} added, {Figures.Count(counts.Replaced)} replaced, {Figures.Count(counts.Changed)} "
            + $"changed, {Figures.Count(counts.Unchanged)} unchanged, {Figures.Count(counts.Merged)} merged, "
            + $"{Figures.Count(report.PassedOver)} passed over; source key {Figures.Count(report.SourceKey)}.{orders}{kept}";
    }
}
