namespace Muutostieto.SelfService.Auditing;

/// <summary>The answer to who received a person's data.</summary>
/// <param name="Id">By which its asker finds it again for a while; it is kept in memory alone.</param>
/// <param name="Entry">The number of the question in the audit chain.</param>
/// <param name="Holders">Everyone who has or had the code; empty when the register knows none.</param>
/// <param name="IsWhole">Whether the audit could be read whole: else deliveries may be missing.</param>
public sealed record PersonAnswer(string Id, long Entry, IReadOnlyList<AnsweredHolder> Holders, bool IsWhole);
