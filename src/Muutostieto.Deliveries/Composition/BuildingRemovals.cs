using Muutostieto.Disclosure;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// What the extract before named and this one does not, whatever the reason: a building that was demolished, renumbered, fits no more or
/// was not drawn again looks the same. Both extracts come in byte order of building code and are compared as they come: memory grows with
/// the removed, and with the ids of the extract before.
/// </summary>
/// <param name="before">What the extract before named; read from the first comparison on.</param>
internal sealed class BuildingRemovals(IEnumerable<BuildingName> before) : IDisposable
{
    private readonly HashSet<string> dwellings = new(StringComparer.Ordinal);
    private readonly List<BuildingName> gone = [];
    private IEnumerator<BuildingName>? earlier;
    private bool isAtEnd;
    private string? building;

    /// <summary>Notes what a row of this extract names.</summary>
    internal void Stays(BuildingName name)
    {
        if (name.Building != building)
        {
            Pass();
            building = name.Building;
        }

        dwellings.Add(name.Dwelling);
    }

    /// <summary>The removed in order of building code, when all rows are noted.</summary>
    internal IReadOnlyList<BuildingName> Gone()
    {
        Pass();
        for (var name = Current; name is { } rest; name = Next())
        {
            gone.Add(rest);
        }

        return gone;
    }

    /// <summary>Names the removed, when all rows are noted.</summary>
    internal void Show(DisclosedRecord.BuildingGate gate, Action<DisclosedRecord> remove)
    {
        var record = DisclosedRecord.Gate.NewContainer();
        foreach (var (code, dwelling) in Gone())
        {
            gate.DiscloseRemoval(code, dwelling, record);
            remove(record);
        }
    }

    public void Dispose() => earlier?.Dispose();

    /// <summary>Compares up to the building whose rows are noted, and with it.</summary>
    private void Pass()
    {
        for (var name = Current; name is { } one && string.CompareOrdinal(one.Building, building) <= 0; name = Next())
        {
            if (one.Building != building || !dwellings.Contains(one.Dwelling))
            {
                gone.Add(one);
            }
        }

        dwellings.Clear();
    }

    /// <summary>Null after the last.</summary>
    private BuildingName? Current => earlier is null ? Next() : isAtEnd ? null : earlier.Current;

    private BuildingName? Next()
    {
        earlier ??= before.GetEnumerator();
        isAtEnd = !earlier.MoveNext();
        return isAtEnd ? null : earlier.Current;
    }
}
