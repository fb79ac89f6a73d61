using Muutostieto.Register;

namespace Muutostieto.Disclosure.Windows;

/// <summary>Which entries a change delivery or a page of the interface covers, (From, To], and whose residents count at its ends.</summary>
public sealed record DisclosureWindow
{
    private HashSet<string>? anyArea;

    public required JournalKey From { get; init; }

    public required JournalKey To { get; init; }

    /// <summary>The key of the base delivery that the chain began with, or the key of the interface where it began without one.</summary>
    public required JournalKey ChainBase { get; init; }

    /// <summary>The area's municipalities at <see cref="From"/>: those of the delivery before.</summary>
    public required IReadOnlySet<string> AreaBefore { get; init; }

    /// <summary>The area's municipalities at <see cref="To"/>.</summary>
    public required IReadOnlySet<string> Area { get; init; }

    /// <summary>
    /// The municipalities of all areas that the chain has had. The dead stay where they died, also when that municipality has become part
    /// of another since.
    /// </summary>
    public required IReadOnlySet<string> ChainAreas { get; init; }

    /// <summary>Who is on the recipient's list; null when the permit covers an area.</summary>
    public ListWindow? List { get; init; }

    /// <summary>Both: between the ends, a municipality and the one it is merged into count alike.</summary>
    public IReadOnlySet<string> AnyArea => anyArea ??= Area.Union(AreaBefore).ToHashSet();
}
