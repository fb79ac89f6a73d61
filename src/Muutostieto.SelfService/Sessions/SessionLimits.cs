namespace Muutostieto.SelfService.Sessions;

/// <summary>When a session ends.</summary>
/// <param name="Idle">So long after its last request.</param>
/// <param name="Whole">So long after its login, whatever is done in it.</param>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Whole);
