using Muutostieto.Records.Identity;

namespace Muutostieto.Synthetic.Places;

/// <summary>Where a household lives in Finland.</summary>
/// <param name="Street">The street with the languages that it has a name in.</param>
/// <param name="Number">At most seven characters: 5, 13-15, 6a-6b.</param>
/// <param name="Building">The permanent code of the building, the same for all dwellings at the street number.</param>
/// <param name="Stair">A capital, or null in a house without stairs.</param>
/// <param name="Flat">0 in a house of one dwelling.</param>
/// <param name="Part">A small letter where one flat was made two; mostly null.</param>
internal sealed record Dwelling(Street Street, string Number, BuildingCode Building, char? Stair, int Flat, char? Part);
