namespace Muutostieto.Register;

/// <summary>Persons registered more than once and known to be one.</summary>
internal static class MergedPersons
{
    /// <summary>The persons, and all who are one with any of them.</summary>
    /// <param name="persons">Any persons of the register.</param>
    /// <param name="survivors">By merged person: the one that it merged into. Free of cycles.</param>
    internal static HashSet<long> With(IEnumerable<long> persons, IReadOnlyDictionary<long, long> survivors)
    {
        var all = persons.SelectMany(person => new[] { person, Last(person, survivors) }).ToHashSet();
        foreach (var merged in survivors.Keys.Where(merged => all.Contains(Last(merged, survivors))).ToList())
        {
            all.Add(merged);
        }

        return all;
    }

    private static long Last(long person, IReadOnlyDictionary<long, long> survivors)
    {
        while (survivors.TryGetValue(person, out var survivor))
        {
            person = survivor;
        }

        return person;
    }
}
