namespace Muutostieto.Register.Tests.Support;

/// <summary>One random entry: about a person, or about a building and what becomes of it.</summary>
/// <param name="IsPerson">About a person, whose entries the building's keys lie between.</param>
/// <param name="Building">Which building, by a small number.</param>
/// <param name="Renumbers">The building gets another code.</param>
/// <param name="Goes">It is demolished.</param>
/// <param name="Flats">Bits: which of eight dwellings exist.</param>
/// <param name="Shift">By how much the numbers of its flats are moved.</param>
/// <param name="Owners">Bits: which of three persons own it.</param>
public sealed record BuildingStep(bool IsPerson, byte Building, bool Renumbers, bool Goes, byte Flats, byte Shift, byte Owners);
