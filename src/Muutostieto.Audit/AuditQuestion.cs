namespace Muutostieto.Audit;

/// <summary>Who asked about a person. Whom, the entry's payload says; nothing of the identity code is kept.</summary>
/// <param name="User">The operating system's user that the program ran as.</param>
/// <param name="Login">Who had become that user through <c>sudo</c>, as sudo says; else null.</param>
/// <param name="Reason">In the asker's words; null when none was given.</param>
/// <param name="Found">Whether the register knew the code.</param>
public sealed record AuditQuestion(string User, string? Login, string? Reason, bool Found);
