namespace Muutostieto.SelfService.Applications;

/// <summary>When changes are delivered.</summary>
/// <param name="Rule">RFC 5545, as <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO</c>.</param>
/// <param name="Time">The time of day in Finland.</param>
/// <param name="From">The first day.</param>
public sealed record RhythmWish(string Rule, TimeOnly Time, DateOnly From);
