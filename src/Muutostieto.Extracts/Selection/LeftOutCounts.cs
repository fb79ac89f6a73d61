namespace Muutostieto.Extracts.Selection;

/// <summary>
/// How many residents of the area an extract leaves out, each counted by the first reason, of those that the criteria's
/// <see cref="Orders.Criterion.Filter"/> lets through. For the operator alone: they reveal how many persons are protected.
/// </summary>
/// <param name="Protected">Under a non-disclosure order that the recipient has no right to know of.</param>
/// <param name="Banned">Stopped by a ban on the purpose.</param>
/// <param name="Criteria">Not meeting the criteria.</param>
public sealed record LeftOutCounts(long Protected, long Banned, long Criteria)
{
    /// <summary>Fitting, and left out because the order excludes them.</summary>
    public long Excluded { get; init; }
}
