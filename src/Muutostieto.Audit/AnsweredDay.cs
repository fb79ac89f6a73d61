namespace Muutostieto.Audit;

/// <summary>The entries whose payloads share one file.</summary>
/// <param name="Count">How many.</param>
/// <param name="Latest">When the last of them was appended.</param>
internal sealed record AnsweredDay(long Count, DateTimeOffset Latest);
