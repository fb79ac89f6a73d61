namespace Muutostieto.Synthetic;

/// <summary>Which population to make.</summary>
public sealed record PopulationOptions
{
    /// <summary>Three-digit codes of municipalities in force, in any order; at least one.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>How many living residents all the municipalities have together. Null: as many as there were on 31 December 2025.</summary>
    public int? Persons { get; init; }

    /// <summary>The same seed gives the same persons, byte for byte. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The reference day of the population: no births after it. Default 31 December 2025.</summary>
    public DateOnly AsOf { get; init; } = new(2025, 12, 31);
}
