namespace Muutostieto.Register;

/// <summary>How far a register has come with the interface that it is fed from.</summary>
/// <param name="Source">Which interface, user and scope: what must stay the same for the key to mean anything. Never a password.</param>
/// <param name="Key">The source's key up to which the register has what the source tells; not one of the register's own keys.</param>
/// <param name="IsLoaded">False while a first load has begun and is not complete.</param>
/// <param name="At">When this was recorded.</param>
public sealed record SourceState(string Source, long Key, bool IsLoaded, DateTimeOffset At);
