namespace Muutostieto.Hosting.Connections;

/// <summary>The result of checking a user and a password.</summary>
/// <param name="Connection">Whose they are; null when they are wrong, or were not looked at.</param>
/// <param name="RetryAfter">
/// After how long they may be looked at: there were too many wrong ones. At most a minute; null when they were looked at.
/// </param>
public readonly record struct CredentialCheck(Connection? Connection, TimeSpan? RetryAfter = null);
