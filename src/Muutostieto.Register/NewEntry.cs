namespace Muutostieto.Register;

/// <summary>A record about one person, to be entered in the journal, and the version of the person that it makes.</summary>
/// <param name="Event">Three letters, as in the record's header.</param>
/// <param name="RegistrationDay">VVVVKKPP, as in the record's header.</param>
/// <param name="Type">1 character, as in the record's header: 1 for a new person, 0 otherwise.</param>
/// <param name="Role">1 character, as in the record's header.</param>
/// <param name="Record">The whole record: compact UTF-8 JSON.</param>
/// <param name="Version">The person from this entry on.</param>
public sealed record NewEntry(
    string Event,
    string RegistrationDay,
    string Type,
    string Role,
    ReadOnlyMemory<byte> Record,
    NewVersion Version);
