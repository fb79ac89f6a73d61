namespace Muutostieto.Hosting.Notifications;

/// <summary>How far a connection to a mail server has come.</summary>
internal enum MailStep
{
    Connect,
    Login,
    Send,
}
