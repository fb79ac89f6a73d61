namespace Muutostieto.Hosting.Settings;

/// <summary>A mail server for notifications.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Default 25; 465 with <see cref="MailSecurity.Tls"/>.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">At least one address.</param>
/// <param name="Security">Default STARTTLS; none for a server on this machine.</param>
/// <param name="TimeoutSeconds">For a message from connection to answer: 1 to 600, default 30.</param>
public sealed record MailNotifySettings(
    string Host,
    int Port,
    string From,
    IReadOnlyList<string> To,
    MailSecurity Security,
    int TimeoutSeconds)
{
    /// <summary>For connection and handshake: 1 to 600, default 15, never more than <see cref="TimeoutSeconds"/>.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 15;

    /// <summary>Null: no login.</summary>
    public MailLogin? Login { get; init; }

    /// <summary>PEM file of the only authorities that the server's certificate may come from; null: those that the system trusts.</summary>
    public string? CaFile { get; init; }
}
