namespace Muutostieto.Hosting.Settings;

/// <summary>A server that takes mail about trouble.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Default 25.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">At least one address.</param>
/// <param name="Tls">Whether the connection must be encrypted (STARTTLS), with a certificate that the system trusts. Default true but for a server on this machine.</param>
/// <param name="TimeoutSeconds">1 to 600, default 30.</param>
public sealed record MailNotifySettings(string Host, int Port, string From, IReadOnlyList<string> To, bool Tls, int TimeoutSeconds);
