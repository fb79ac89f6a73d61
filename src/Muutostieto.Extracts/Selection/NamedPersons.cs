namespace Muutostieto.Extracts.Selection;

/// <summary>Persons that an order names one by one, by surrogate id.</summary>
public sealed record NamedPersons
{
    /// <summary>Who is left out of the frame.</summary>
    public IReadOnlySet<long> Excluded { get; init; } = new HashSet<long>();

    /// <summary>The cases of controls, under every id that they have or had.</summary>
    public IReadOnlySet<long> Cases { get; init; } = new HashSet<long>();
}
