using Muutostieto.Audit;

namespace Muutostieto.SelfService.Auditing;

/// <summary>A verification of the chain, on its way or at its end.</summary>
/// <param name="Id">By which its user finds it again.</param>
/// <param name="Began">When.</param>
/// <param name="Done">Steps that are done.</param>
/// <param name="Steps">Steps that there are.</param>
/// <param name="Result">Null while it goes on, and after a failure.</param>
/// <param name="Failure">Why it could not be brought to its end, in English; null when it could, or goes on.</param>
public sealed record VerificationState(
    string Id, DateTimeOffset Began, int Done, int Steps, AuditVerification? Result, string? Failure)
{
    public bool IsRunning => Result is null && Failure is null;
}
