namespace Muutostieto.Register;

/// <summary>Where an entry went.</summary>
/// <param name="Key">Its key, final once the transaction is committed.</param>
/// <param name="PersonId">The person, who may be new.</param>
public readonly record struct AppendedEntry(JournalKey Key, long PersonId);
