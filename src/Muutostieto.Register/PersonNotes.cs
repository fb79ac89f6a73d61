namespace Muutostieto.Register;

/// <summary>What the nightly job looks up about a person's current version without reading every document.</summary>
/// <param name="EarliestEnd">The earliest end day VVVVKKPP of what leaves the state when it has ended; null when nothing has an
/// end.</param>
/// <param name="Related">Identity codes of the persons whose residence the document reveals.</param>
/// <param name="Places">Where the person lives: a hash of the dwelling's identifier and one of the permanent address, as far as they are
/// known.</param>
public sealed record PersonNotes(string? EarliestEnd, IReadOnlyList<string> Related, IReadOnlyList<long> Places);
