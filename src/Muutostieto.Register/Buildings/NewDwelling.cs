namespace Muutostieto.Register.Buildings;

/// <summary>A dwelling of a new version of a building.</summary>
/// <param name="PermanentId">By which the dwelling is the same one in the version before.</param>
/// <param name="Place">Where it is.</param>
public readonly record struct NewDwelling(string PermanentId, DwellingPlace Place);
