namespace Muutostieto.Synthetic.Life;

/// <summary>How far a simulation is.</summary>
/// <param name="Day">The day that has been committed.</param>
/// <param name="Days">How many days have been.</param>
/// <param name="Entries">How many entries they made.</param>
public readonly record struct LifeProgress(DateOnly Day, int Days, long Entries);
