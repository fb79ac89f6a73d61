namespace Muutostieto.Hosting.Status;

/// <summary>The interface that the register is fed from. A written contract of <c>status --json</c>: keys are added, never changed or
/// removed.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Loaded">Whether the register has been loaded from it; null when the register cannot be read.</param>
/// <param name="SourceKey">The source's key that the register has come to; null before the first load.</param>
/// <param name="LastFetch">When the last page or load was entered; null before the first.</param>
/// <param name="UpToDate">When the source last had no more; null: never, or not known.</param>
/// <param name="LagSeconds">Seconds since then.</param>
/// <param name="PresumedOrders">Persons protected only because the source masks where they live; null when the register cannot be
/// read.</param>
/// <param name="FailingSince">When fetching failed first after all had succeeded; null when the last succeeded, or that cannot be
/// read.</param>
/// <param name="Failures">How often it has failed since; 0 when the last succeeded.</param>
public sealed record FeedStatus(
    string Url,
    bool? Loaded,
    long? SourceKey,
    DateTimeOffset? LastFetch,
    DateTimeOffset? UpToDate,
    long? LagSeconds,
    long? PresumedOrders,
    DateTimeOffset? FailingSince,
    int Failures);
