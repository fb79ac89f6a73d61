using Muutostieto.Audit;
using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>What is about to leave: a part of an answer that discloses persons.</summary>
/// <param name="Call">The last part of the call's path.</param>
/// <param name="From">The key that the client had; null for base data.</param>
/// <param name="To">As of which key, or up to which.</param>
/// <param name="Part">From 1: a long answer is recorded in parts.</param>
/// <param name="Content">Whose data, and which groups.</param>
public sealed record AnswerNote(string Call, JournalKey? From, JournalKey To, int Part, AuditContent Content);
