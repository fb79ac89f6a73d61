namespace Muutostieto.Register;

/// <summary>What a feed could not enter as the register's own data, in counts.</summary>
/// <param name="Presumed">How many persons have an order that the source did not state, because it masked where they live.</param>
/// <param name="Groups">For how many persons something is kept that the register has no place for, by its name.</param>
public sealed record SourceRemains(long Presumed, IReadOnlyDictionary<string, long> Groups);
