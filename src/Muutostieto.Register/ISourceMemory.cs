namespace Muutostieto.Register;

/// <summary>
/// What a register that is fed from an interface keeps beside its persons, in the same transaction as the entries: how far it has come,
/// what it has no place for, and whose non-disclosure order is presumed.
/// </summary>
public interface ISourceMemory
{
    /// <summary>Null for a register that no interface has fed.</summary>
    SourceState? State { get; }

    /// <summary>Keeps it, as what holds from the transaction's latest key on.</summary>
    void Keep(SourceState state);

    /// <summary>Whether a person's order is there only because the source masked where the person lives, and stated none.</summary>
    bool IsPresumed(long person);

    /// <summary>Notes that it is, or is not any more.</summary>
    void SetPresumed(long person, bool isPresumed);

    /// <summary>Keeps what the register has no place for; the same text twice is kept once.</summary>
    void Keep(long person, KeptGroup group);

    /// <summary>
    /// The codes of persons that the register does not have, of which changes came: they are asked for when no changes are left.
    /// </summary>
    IReadOnlyList<string> Pending();

    /// <summary>Adds such a code.</summary>
    void AddPending(string identityCode);

    /// <summary>Takes one off: it has been asked for, or is the person's no more.</summary>
    void RemovePending(string identityCode);

    /// <summary>Adds a code to those that are asked for, where the scope is a list.</summary>
    /// <returns>Whether it was not there before.</returns>
    bool AddCode(string identityCode);

    /// <summary>Takes a code off the list.</summary>
    /// <returns>Whether it was there.</returns>
    bool RemoveCode(string identityCode);
}
