using Muutostieto.Deliveries.Composition;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>What two extracts of buildings or dwellings say of those that are in the earlier one only.</summary>
public sealed class BuildingRemovalsTests
{
    [SeededProperty]
    public bool The_removed_are_those_of_the_earlier_extract_that_the_later_has_not(byte[] earlier, byte[] later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var (before, now) = (Names(earlier), Names(later));
        using var removals = new BuildingRemovals(before);
        now.ForEach(removals.Stays);
        var gone = removals.Gone();
        return gone.ToHashSet().SetEquals(before.Except(now))
            && gone.Count == before.Except(now).Count()
            && gone.Select(name => name.Building).SequenceEqual(gone.Select(name => name.Building).Order(StringComparer.Ordinal));
    }

    /// <summary>Dwellings of sixteen buildings, in order of the buildings alone.</summary>
    private static List<BuildingName> Names(byte[] bytes) =>
    [
        .. bytes.Distinct()
            .Select(one => new BuildingName($"{900_000_000 + (one >> 4)}X", (one & 7) == 0 ? "" : $"H{one & 7}"))
            .Distinct()
            .OrderBy(name => name.Building, StringComparer.Ordinal),
    ];
}
