namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>Persons whose records in one file cannot be distinguished by their codes alone, because a code was reassigned within the
/// window.</summary>
internal static class SharedCodes
{
    /// <summary>The persons, put together with all those whose codes are also theirs, or of one of those.</summary>
    internal static List<HashSet<long>> Components(IReadOnlyDictionary<long, HashSet<string>> codes)
    {
        var components = new List<HashSet<long>>();
        foreach (var (person, own) in codes)
        {
            var touching = components.Where(component => component.Any(other => codes[other].Overlaps(own))).ToList();
            components.RemoveAll(touching.Contains);
            components.Add([person, .. touching.SelectMany(component => component)]);
        }

        return components;
    }
}
