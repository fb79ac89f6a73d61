namespace Muutostieto.Audit;

/// <summary>Who asked about a person. The person is in the entry's payload only; the identity code is not kept.</summary>
/// <param name="User">The operating system's user that the program ran as.</param>
/// <param name="Login">Who had become that user through <c>sudo</c>, as sudo says, or asked in the browser, by the provider's id; else
/// null.</param>
/// <param name="Reason">In the asker's words; null when none was given.</param>
/// <param name="Found">Whether the register knew the code.</param>
public sealed record AuditQuestion(string User, string? Login, string? Reason, bool Found);
