namespace Muutostieto.SelfService.Applications;

/// <summary>What an operator decided of an application or order.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Verdict">What.</param>
/// <param name="Operator">The user's id.</param>
/// <param name="Name">As pages show it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">In the operator's words; null when none was given.</param>
/// <param name="File">The name of the file in the configuration; null where none is written.</param>
public sealed record MatterDecision(
    int Step, Verdict Verdict, string Operator, string Name, DateTimeOffset At, string? Reason, string? File)
{
    /// <summary>The content of the file, as far as the operator has completed it: JSON without its head.</summary>
    public string? Body { get; init; }
}
