namespace Muutostieto.Register.Buildings;

/// <summary>An entry of the journal about a building. It has a key of the same series as the entries about persons.</summary>
/// <param name="Key">The entry's number.</param>
/// <param name="BuildingId">The building's surrogate id.</param>
/// <param name="Event">Three letters.</param>
/// <param name="RegistrationDay">VVVVKKPP.</param>
/// <param name="Type">1 character.</param>
/// <param name="Role">1 character.</param>
/// <param name="Record">The whole record as it was entered: compact UTF-8 JSON. It may hold an owner's identity code of that time.</param>
public sealed record BuildingEntry(
    JournalKey Key,
    long BuildingId,
    string Event,
    string RegistrationDay,
    string Type,
    string Role,
    ReadOnlyMemory<byte> Record);
