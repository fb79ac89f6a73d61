using Muutostieto.Audit;

namespace Muutostieto.Interface.Pages;

/// <summary>What a part of an answer discloses, for the audit and the log; its bytes are in the buffer that it was written to.</summary>
/// <param name="Content">Whose data, and which groups.</param>
/// <param name="Elements">How many elements it has.</param>
/// <param name="Unnamed">How many groups were left out because the interface has no name for a code of theirs.</param>
internal sealed record Answer(AuditContent Content, int Elements, long Unnamed);
