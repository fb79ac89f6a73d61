namespace Muutostieto.Deliveries.Drops;

/// <summary>
/// Whether a foreign file may still be growing. A copy in progress writes all the time; what was last written longer ago is finished, or was broken off. A time that is
/// far ahead is that of another clock and says nothing.
/// </summary>
internal static class SettleTime
{
    /// <summary>2 minutes.</summary>
    internal static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    internal static bool IsGrowing(DateTimeOffset? modified, DateTimeOffset now) => modified is { } written && (now - written).Duration() < Length;
}
