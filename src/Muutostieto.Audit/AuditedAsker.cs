namespace Muutostieto.Audit;

/// <summary>
/// Who asked in the self-service, and for what. The user is a person in office, not one of the register; what looks like an identity code
/// is made unreadable all the same, as user and reference come from outside and the chain keeps them for good.
/// </summary>
/// <param name="User">The login provider's name for the user.</param>
/// <param name="Task">The id of the permit's task that the user stated; null where none is stated.</param>
/// <param name="Reference">The number of the user's own case; null when none was given.</param>
public sealed record AuditedAsker(string User, string? Task, string? Reference)
{
    /// <summary>It as the chain may have it: without control characters and identity codes, cut to what is kept.</summary>
    internal AuditedAsker ForChain() => new(
        AuditedInterfaceAnswer.ForChain(User) ?? "?", AuditedInterfaceAnswer.ForChain(Task), AuditedInterfaceAnswer.ForChain(Reference));
}
