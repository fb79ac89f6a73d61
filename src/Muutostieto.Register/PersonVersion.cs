namespace Muutostieto.Register;

/// <summary>A person as they were from one journal key until the next that concerned them.</summary>
/// <param name="PersonId">The surrogate id; it never leaves the register and the audit.</param>
/// <param name="From">The key that made this version.</param>
/// <param name="To">The key that made the next one; null when this is the current one.</param>
/// <param name="IdentityCode">The identity code then current.</param>
/// <param name="Municipality">Three digits as in group 204; empty when the person has none.</param>
/// <param name="Alive">False when a day of death was known.</param>
/// <param name="NonDisclosureEnd">VVVVKKPP, 99990000 until further notice; null when there is no order.</param>
/// <param name="Document">The person's state: compact UTF-8 JSON.</param>
public sealed record PersonVersion(
    long PersonId,
    JournalKey From,
    JournalKey? To,
    string IdentityCode,
    string Municipality,
    bool Alive,
    string? NonDisclosureEnd,
    ReadOnlyMemory<byte> Document)
{
    /// <summary>
    /// The person that this one was merged into, from this version on; null when not merged. Such a version is the last one, without a
    /// residence; its codes belong to the other person, and nothing is entered for it any more.
    /// </summary>
    public long? MergedInto { get; init; }
}
