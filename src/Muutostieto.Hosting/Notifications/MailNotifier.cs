using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Notifications;

/// <summary>
/// Tells one address by e-mail, through a server that takes it without a password: the machine's own or the organisation's relay. Each address is a way of its own, so that one that is
/// refused keeps nobody else from being told, and has nobody told again.
/// </summary>
/// <param name="settings">The server and its addresses.</param>
/// <param name="position">Which of the addresses, from 0.</param>
public sealed class MailNotifier(MailNotifySettings settings, int position) : INotifier
{
    /// <summary>Characters of a server's answer that are kept.</summary>
    private const int LongestReason = 500;

    private string To => settings.To[position];

    public string Key => $"mail {To}";

    /// <summary>By its place in the settings: an address can be somebody's name.</summary>
    public string Name => settings.To.Count == 1 ? "mail" : $"mail to address {position + 1} of {settings.To.Count}";

    /// <summary>A notifier for each address of the settings, for one that is there twice one.</summary>
    public static IEnumerable<MailNotifier> Of(MailNotifySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.To.Index().DistinctBy(address => address.Item, StringComparer.OrdinalIgnoreCase).Select(address => new MailNotifier(settings, address.Index));
    }

    public async Task TellAsync(NoticeMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        timeout.CancelAfter(limit);
        using var mail = Mail(message);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        try
        {
            // A server that accepts the connection and then says nothing does not always notice the token.
            await client.SendMailAsync(mail, timeout.Token).WaitAsync(limit + TimeSpan.FromSeconds(2), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SmtpException or IOException or SocketException or AuthenticationException or InvalidOperationException)
        {
            throw new NotificationException($"{settings.Host}:{settings.Port} did not take the message: {Reason(failure)}", failure);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new NotificationException($"{settings.Host}:{settings.Port} did not take the message within {settings.TimeoutSeconds} seconds.", failure);
        }
    }

    /// <summary>What the server answered, without the address, which it may repeat.</summary>
    private string Reason(Exception failure)
    {
        var said = (failure.InnerException ?? failure).Message.Replace(new MailAddress(To).Address, "(the address)", StringComparison.OrdinalIgnoreCase);
        return said.Length <= LongestReason ? said : said[..LongestReason] + "…";
    }

    private MailMessage Mail(NoticeMessage message)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(settings.From),
            Subject = Subject(message),
            Body = Body(message),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.To.Add(To);

        // RFC 3834: no holiday answer comes back.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Subject(NoticeMessage message)
    {
        var kinds = message.Events.GroupBy(told => told.Kind).Select(group => group.Count() == 1 ? $"{group.First().Delivery ?? group.First().Permit ?? "run"} {group.Key}" : $"{group.Count()} {group.Key}");
        return $"Muutostieto on {message.Host}: {string.Join(", ", kinds)}";
    }

    private static string Body(NoticeMessage message)
    {
        var body = new StringBuilder();
        foreach (var told in message.Events)
        {
            body.Append(told.Kind).Append(": ").Append(told.Message).Append("\r\n\r\n");
        }

        return body.Append("\"muutostieto status\" shows how things stand. Each of these is told once.\r\n").ToString();
    }
}
