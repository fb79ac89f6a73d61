namespace Muutostieto.Extracts.Tables;

/// <summary>Merges postal-code areas until none has too few persons.</summary>
internal static class PostalAreas
{
    /// <summary>
    /// Within a municipality an area takes the next one, in order of code, until it is large enough; a last one that is not goes to the one
    /// before it. A municipality that is too small as a whole goes to the area with the nearest code, of two the one with the lower.
    /// </summary>
    /// <param name="areas">One a municipality and code; taken apart by this.</param>
    /// <param name="smallest">How many persons an area must have.</param>
    /// <returns>In order of their lowest codes; none when all together are too few.</returns>
    internal static IReadOnlyList<PostalArea> Merge(IEnumerable<PostalArea> areas, long smallest)
    {
        var merged = areas
            .GroupBy(area => area.Municipalities.First())
            .OrderBy(municipality => municipality.Key)
            .SelectMany(municipality => WithinMunicipality([.. municipality.OrderBy(Lowest)], smallest))
            .ToList();
        while (merged.Count > 1 && merged.Where(area => area.Persons < smallest).MinBy(Lowest) is { } small)
        {
            merged.Remove(small);
            merged.OrderBy(Lowest).MinBy(small.DistanceTo)!.Take(small);
        }

        return [.. merged.Where(area => area.Persons >= smallest).OrderBy(Lowest)];
    }

    private static List<PostalArea> WithinMunicipality(IReadOnlyList<PostalArea> areas, long smallest)
    {
        var merged = new List<PostalArea>();
        foreach (var area in areas)
        {
            if (merged is [.., { } last] && last.Persons < smallest)
            {
                last.Take(area);
            }
            else
            {
                merged.Add(area);
            }
        }

        if (merged is [.., { } before, { } rest] && rest.Persons < smallest)
        {
            before.Take(rest);
            merged.Remove(rest);
        }

        return merged;
    }

    private static int Lowest(PostalArea area) => area.Codes.First();
}
