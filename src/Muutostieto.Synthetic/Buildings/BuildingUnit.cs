using Muutostieto.Register.Buildings;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>A dwelling of a building that is being made.</summary>
/// <param name="PermanentId">Opaque.</param>
/// <param name="Stair">A capital, or null.</param>
/// <param name="Number">0 in a house of one dwelling.</param>
/// <param name="Part">A small letter, or null.</param>
/// <param name="Area">Square metres.</param>
/// <param name="IsLivedIn">Whether it has permanent residents.</param>
internal sealed record BuildingUnit(string PermanentId, char? Stair, int Number, char? Part, int Area, bool IsLivedIn)
{
    public DwellingPlace Place => DwellingPlace.Of("1", $"{Stair}", Number == 0 ? "" : $"{Number}", $"{Part}");
}
