using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Names what kept a mail from being sent: server, step, remedy; no address and no password.</summary>
internal static class MailFailure
{
    /// <summary>Characters of a server's answer that are kept.</summary>
    private const int LongestReason = 300;

    internal static bool Is(Exception failure) =>
        failure
            is SmtpCommandException
                or SmtpProtocolException
                or SslHandshakeException
                or AuthenticationException
                or System.Security.Authentication.AuthenticationException
                or IOException
                or SocketException
                or NotSupportedException
                or InvalidOperationException
                or FormatException;

    internal static NotificationException Of(Exception failure, MailStep step, MailNotifySettings settings, string to) =>
        new($"{settings.Host}:{settings.Port} {What(failure, step, settings, to)}", failure);

    private static string What(Exception failure, MailStep step, MailNotifySettings settings, string to) =>
        (failure, step) switch
        {
            (SocketException socket, _) =>
                $"cannot be reached ({socket.SocketErrorCode}). Check Notify.mail.host and port, and the firewall.",
            (SslHandshakeException or System.Security.Authentication.AuthenticationException, _) =>
                "has no certificate that is trusted for this name, or speaks no TLS here. Set Notify.mail.caFile, or correct host, port or "
                    + "security.",
            (NotSupportedException, MailStep.Connect) =>
                "offers no STARTTLS, and nothing was sent. Set Notify.mail.security to \"tls\" with the port for it, or enable STARTTLS "
                    + "there.",
            (NotSupportedException, MailStep.Login) => "offers no login here. Remove Notify.mail.user, or correct port or security.",
            (_, MailStep.Login) when failure is AuthenticationException or SmtpCommandException =>
                "refused the login. Correct Notify.mail.user and the password.",
            (SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused, _) =>
                $"did not take the address ({(int)refused.StatusCode}): {Said(refused.Message, settings, to)}",
            (SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused, _) =>
                $"did not take the sender ({(int)refused.StatusCode}): {Said(refused.Message, settings, to)}",
            (SmtpCommandException refused, _) =>
                $"did not take the message ({(int)refused.StatusCode}): {Said(refused.Message, settings, to)}",
            _ => $"broke off the connection {Place(step)}. Check its log.",
        };

    internal static string Place(MailStep step) => step switch
    {
        MailStep.Connect => "before the greeting",
        MailStep.Login => "at the login",
        _ => "before it took the message",
    };

    /// <summary>What the server answered, without addresses and the account, which it may repeat.</summary>
    private static string Said(string text, MailNotifySettings settings, string to)
    {
        var said = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))
            .Replace(to, "(the address)", StringComparison.OrdinalIgnoreCase)
            .Replace(settings.From, "(the sender)", StringComparison.OrdinalIgnoreCase);
        if (settings.Login is { User: { Length: > 0 } user })
        {
            said = said.Replace(user, "(the user)", StringComparison.OrdinalIgnoreCase);
        }

        return said.Length <= LongestReason ? said : said[..LongestReason] + "…";
    }
}
