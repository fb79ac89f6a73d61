using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>The body of <c>muutokset</c>.</summary>
/// <param name="From">The key that the client has.</param>
/// <param name="Codes">Whose changes; null for a whole area.</param>
internal sealed record ChangesRequest(JournalKey From, IReadOnlySet<string>? Codes);
