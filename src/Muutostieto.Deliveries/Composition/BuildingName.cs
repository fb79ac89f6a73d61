namespace Muutostieto.Deliveries.Composition;

/// <summary>What the rows of an extract call a building or a dwelling.</summary>
/// <param name="Building">The building code.</param>
/// <param name="Dwelling">The permanent dwelling id; empty for a building.</param>
internal readonly record struct BuildingName(string Building, string Dwelling = "");
