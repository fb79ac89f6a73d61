namespace Muutostieto.Register.Buildings;

/// <summary>A dwelling, or another unit of a building.</summary>
/// <param name="Id">The surrogate id; it stays when the dwelling is renumbered, and never leaves the register and the audit.</param>
/// <param name="BuildingId">The building's surrogate id.</param>
/// <param name="PermanentId">The permanent dwelling id (pysyvä huoneistotunnus), opaque.</param>
/// <param name="Place">Where it is in the building as of the key.</param>
public sealed record Dwelling(long Id, long BuildingId, string PermanentId, DwellingPlace Place);
