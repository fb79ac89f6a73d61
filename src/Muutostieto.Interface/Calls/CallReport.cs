namespace Muutostieto.Interface.Calls;

/// <summary>What a call came to, for log and status: numbers and no person.</summary>
/// <param name="Elements">How many elements the answer has.</param>
/// <param name="Absent">How many of the codes asked for are not in base data: unknown, or not the caller's to know.</param>
/// <param name="Unnamed">How many groups were left out because the interface has no name for a code of theirs.</param>
/// <param name="UnknownGroups">How many tietoryhmät were asked for that are not served.</param>
/// <param name="Key">The key that the answer names or is as of.</param>
/// <param name="From">The key that the client had; null for base data and keys.</param>
public sealed record CallReport(int Elements, int Absent, long Unnamed, int UnknownGroups, long Key, long? From = null);
