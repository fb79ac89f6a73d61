using System.Globalization;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Counts of so few that they say something of single persons are not shown, whatever they are of.</summary>
public static class SmallCount
{
    /// <summary>Whether a count is hidden: of one person at least and fewer than <see cref="DeliveryPlanner.SmallestFrame"/>.</summary>
    public static bool Hides(long count) => count is > 0 and < DeliveryPlanner.SmallestFrame;

    /// <summary>The count, or <c>&lt;5</c> in its place.</summary>
    public static string Shown(long count) => Hides(count)
        ? string.Create(CultureInfo.InvariantCulture, $"<{DeliveryPlanner.SmallestFrame}")
        : count.ToString("N0", CultureInfo.InvariantCulture);
}
