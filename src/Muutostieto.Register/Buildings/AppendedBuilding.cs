namespace Muutostieto.Register.Buildings;

/// <summary>Where an entry about a building went.</summary>
/// <param name="Key">Its key, final once the transaction is committed.</param>
/// <param name="BuildingId">The building, which may be new.</param>
public readonly record struct AppendedBuilding(JournalKey Key, long BuildingId);
