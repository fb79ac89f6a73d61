namespace Muutostieto.Register.Import;

/// <summary>What an import did.</summary>
/// <param name="Records">How many records the files had, continuation lines not counted apart.</param>
/// <param name="Added">How many made a new person.</param>
/// <param name="Replaced">How many replaced the state of a person.</param>
/// <param name="Unchanged">How many said of a person what the register said already; they are not entered in the journal.</param>
/// <param name="LatestKey">The key of the last journal entry after it.</param>
/// <param name="NoteCount">How many oddities were tolerated.</param>
/// <param name="Notes">The first hundred of them.</param>
public sealed record ImportResult(
    long Records,
    long Added,
    long Replaced,
    long Unchanged,
    JournalKey LatestKey,
    long NoteCount,
    IReadOnlyList<ImportNote> Notes)
{
    /// <summary>How many records of change files were applied to persons in the register.</summary>
    public long Changed { get; init; }

    /// <summary>
    /// How many were passed over, because the register does not have the person or there was nothing to continue; each is a note.
    /// </summary>
    public long Skipped { get; init; }

    /// <summary>How many persons were merged into another.</summary>
    public long Merged { get; init; }

    /// <summary>How many had a non-disclosure statement of a person not in the register: held until the person is added; each is a
    /// note.</summary>
    public long Held { get; init; }

    /// <summary>How many records about buildings were entered.</summary>
    public long Buildings { get; init; }

    /// <summary>Whether any file had not been imported before. Only then has the feed brought something.</summary>
    public bool IsFresh { get; init; }
}
