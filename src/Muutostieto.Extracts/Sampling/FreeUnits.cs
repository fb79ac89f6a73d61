namespace Muutostieto.Extracts.Sampling;

/// <summary>Units of one kind in the order of their numbers, ties by id, from which each is taken once.</summary>
internal sealed class FreeUnits
{
    private readonly SampleUnit[] units;

    /// <summary>For each place the nearest free one from it on, with shortcuts; the length says that there is none.</summary>
    private readonly int[] next;
    private int free;

    internal FreeUnits(IEnumerable<SampleUnit> units)
    {
        this.units = [.. units.OrderBy(unit => unit.Number).ThenBy(unit => unit.Id)];
        next = [.. Enumerable.Range(0, this.units.Length + 1)];
        free = this.units.Length;
    }

    /// <summary>Takes the free unit whose number comes first from a number on, around the end; null when none is free.</summary>
    internal SampleUnit? Take(ulong from)
    {
        if (free == 0)
        {
            return null;
        }

        var place = Find(FirstFrom(from));
        place = place < units.Length ? place : Find(0);
        next[place] = place + 1;
        free--;
        return units[place];
    }

    /// <summary>The first place whose number is not less.</summary>
    private int FirstFrom(ulong number)
    {
        var (low, high) = (0, units.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = units[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int Find(int place)
    {
        while (next[place] != place)
        {
            place = next[place] = next[next[place]];
        }

        return place;
    }
}
