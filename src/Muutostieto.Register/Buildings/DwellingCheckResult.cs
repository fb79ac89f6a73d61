namespace Muutostieto.Register.Buildings;

/// <summary>How the dwelling ids of the living agree with the buildings.</summary>
/// <param name="Residents">How many living persons have a dwelling id (group 909).</param>
/// <param name="NoBuilding">How many of them name a building that the register does not have.</param>
/// <param name="NoDwelling">How many name a building that has no such dwelling.</param>
/// <param name="Gone">How many name a dwelling of a building that was demolished or destroyed.</param>
public sealed record DwellingCheckResult(long Residents, long NoBuilding, long NoDwelling, long Gone)
{
    /// <summary>Whether every dwelling id names a dwelling of a building that exists.</summary>
    public bool IsSound => NoBuilding + NoDwelling + Gone == 0;
}
