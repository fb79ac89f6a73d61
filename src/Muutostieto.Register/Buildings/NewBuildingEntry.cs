namespace Muutostieto.Register.Buildings;

/// <summary>A record about one building, to be entered in the journal, and the version of the building that it makes.</summary>
/// <param name="Event">Three letters, as in the record's header.</param>
/// <param name="RegistrationDay">VVVVKKPP, as in the record's header.</param>
/// <param name="Type">1 character: 1 for a new building, 0 otherwise.</param>
/// <param name="Role">1 character, as in the record's header.</param>
/// <param name="Record">The whole record: compact UTF-8 JSON.</param>
/// <param name="Version">The building from this entry on.</param>
public sealed record NewBuildingEntry(
    string Event,
    string RegistrationDay,
    string Type,
    string Role,
    ReadOnlyMemory<byte> Record,
    NewBuildingVersion Version);
