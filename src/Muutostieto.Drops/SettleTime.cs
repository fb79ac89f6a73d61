namespace Muutostieto.Drops;

/// <summary>
/// Whether a foreign file may still be growing. A copy in progress writes all the time; what was last written longer ago is finished, or
/// was broken off. A time up to three hours ahead is of a host that takes Finland's time for UTC, and may be now; one further ahead says
/// nothing.
/// </summary>
public static class SettleTime
{
    /// <summary>2 minutes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(3);

    /// <summary>Whether half a content may become a whole one.</summary>
    public static bool IsGrowing(DateTimeOffset? modified, DateTimeOffset now) =>
        modified is { } written && now - written < Length && written - now < MostAhead;

    /// <summary>Whether an empty file may be the beginning of another: only when it is quite new, for it says enough by its name.</summary>
    public static bool IsJustMade(DateTimeOffset? modified, DateTimeOffset now) =>
        modified is { } written && (now - written).Duration() < Length;
}
