namespace Muutostieto.Register;

/// <summary>
/// Notes beside the journal, which the nightly job keeps and only it reads. They follow from the versions: lost, or behind because another
/// program has written since, they are made up by the next run.
/// </summary>
public interface IPersonNotes
{
    /// <summary>The last entry that the notes have taken in; <see cref="JournalKey.BeforeEverything"/> for none.</summary>
    JournalKey Until { get; }

    /// <summary>Replaces the notes of a person.</summary>
    void Keep(long person, PersonNotes notes);

    /// <summary>Says up to which entry the notes go.</summary>
    void KeepUntil(JournalKey key);
}
