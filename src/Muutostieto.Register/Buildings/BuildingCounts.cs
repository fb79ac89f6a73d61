namespace Muutostieto.Register.Buildings;

/// <summary>How much the register holds of buildings, as of now.</summary>
/// <param name="Buildings">All, with those that are gone.</param>
/// <param name="Standing">Those that have been neither demolished nor destroyed.</param>
/// <param name="Dwellings">Dwellings and other units that exist.</param>
/// <param name="Owners">Owners in force; one who owns two buildings counts twice.</param>
public sealed record BuildingCounts(long Buildings, long Standing, long Dwellings, long Owners);
