namespace Muutostieto.Register;

/// <summary>What a journal entry represents.</summary>
public enum JournalEntryKind
{
    /// <summary>The loading of a new register: all its first persons under one key, always 1. Has no person and no record.</summary>
    Load = 0,

    /// <summary>One record about one person.</summary>
    Record = 1,
}
