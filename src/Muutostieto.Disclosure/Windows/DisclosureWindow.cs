using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>Which entries a change delivery covers, (From, To], and whose residents count at its ends.</summary>
internal sealed record DisclosureWindow
{
    private HashSet<string>? anyArea;

    internal required JournalKey From { get; init; }

    internal required JournalKey To { get; init; }

    /// <summary>The key of the base delivery that the chain began with.</summary>
    internal required JournalKey ChainBase { get; init; }

    /// <summary>The area's municipalities at <see cref="From"/>: those of the delivery before.</summary>
    internal required IReadOnlySet<string> AreaBefore { get; init; }

    /// <summary>The area's municipalities at <see cref="To"/>.</summary>
    internal required IReadOnlySet<string> Area { get; init; }

    /// <summary>
    /// The municipalities of all areas that the chain has had. The dead stay where they died, also when that municipality has become part of another since.
    /// </summary>
    internal required IReadOnlySet<string> ChainAreas { get; init; }

    /// <summary>Who is on the recipient's list; null when an area says whom the permit is about.</summary>
    internal ListWindow? List { get; init; }

    /// <summary>Both: between the ends, a municipality and the one it is merged into count alike.</summary>
    internal IReadOnlySet<string> AnyArea => anyArea ??= Area.Union(AreaBefore).ToHashSet();
}
