namespace Muutostieto.Register;

/// <summary>An entry of the journal. The header's values are as in the record; empty for a load.</summary>
/// <param name="Key">The entry's number.</param>
/// <param name="Kind">A load or a record.</param>
/// <param name="PersonId">The person it concerns; null for a load.</param>
/// <param name="Event">Three letters.</param>
/// <param name="RegistrationDay">VVVVKKPP.</param>
/// <param name="Type">1 character.</param>
/// <param name="Role">1 character.</param>
/// <param name="Record">The whole record: compact UTF-8 JSON; empty for a load.</param>
public sealed record JournalEntry(
    JournalKey Key,
    JournalEntryKind Kind,
    long? PersonId,
    string Event,
    string RegistrationDay,
    string Type,
    string Role,
    ReadOnlyMemory<byte> Record);
