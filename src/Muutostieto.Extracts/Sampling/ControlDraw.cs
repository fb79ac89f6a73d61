namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// Draws matched controls by permanent random numbers. The cases come in the order of their own numbers, ties by id; each takes the free
/// persons of its kind whose numbers come first from its own on, around the end. No one is taken twice. In which order persons are given
/// does not matter. Holds the persons of the cases' kinds.
/// </summary>
/// <param name="each">How many a case takes, where there are as many.</param>
internal sealed class ControlDraw(int each)
{
    private readonly List<(SampleUnit Unit, string Kind)> cases = [];
    private readonly Dictionary<string, List<SampleUnit>> candidates = new(StringComparer.Ordinal);

    /// <summary>How many cases took fewer than they should.</summary>
    internal long Short { get; private set; }

    /// <summary>Gives a case, before all candidates.</summary>
    /// <param name="unit">The case.</param>
    /// <param name="kind">What its controls are like; null: that is not known, and it has none.</param>
    internal void AddCase(SampleUnit unit, string? kind)
    {
        if (kind is null)
        {
            Short++;
            return;
        }

        cases.Add((unit, kind));
        candidates.TryAdd(kind, []);
    }

    /// <summary>Gives a person who may be a control, once.</summary>
    /// <returns>Whether there is a case of the kind.</returns>
    internal bool AddCandidate(SampleUnit unit, string kind)
    {
        if (!candidates.TryGetValue(kind, out var units))
        {
            return false;
        }

        units.Add(unit);
        return true;
    }

    /// <summary>The controls, in no order.</summary>
    internal IReadOnlyList<SampleUnit> Draw()
    {
        var free = candidates.ToDictionary(kind => kind.Key, kind => new FreeUnits(kind.Value), StringComparer.Ordinal);
        var drawn = new List<SampleUnit>();
        foreach (var (unit, kind) in cases.OrderBy(one => one.Unit.Number).ThenBy(one => one.Unit.Id))
        {
            var before = drawn.Count;
            while (drawn.Count - before < each && free[kind].Take(unit.Number) is { } control)
            {
                drawn.Add(control);
            }

            Short += drawn.Count - before < each ? 1 : 0;
        }

        return drawn;
    }
}
