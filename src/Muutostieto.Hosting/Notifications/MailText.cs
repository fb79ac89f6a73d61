using System.Text;
using MimeKit;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Writes the mail of a message.</summary>
internal static class MailText
{
    internal static MimeMessage Of(NoticeMessage message, string from, string to)
    {
        var mail = new MimeMessage { Date = message.At, Subject = Subject(message) };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(to));
        mail.Body = new TextPart("plain") { Text = Body(message), ContentTransferEncoding = ContentEncoding.QuotedPrintable };

        // RFC 3834: no holiday answer comes back.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Subject(NoticeMessage message)
    {
        var kinds = message
            .Events.GroupBy(told => told.Kind)
            .Select(group =>
                group.Count() == 1
                    ? $"{group.First().Delivery ?? group.First().Permit ?? "run"} {group.Key}"
                    : $"{group.Count()} {group.Key}");
        return $"Muutostieto on {message.Host}: {string.Join(", ", kinds)}";
    }

    private static string Body(NoticeMessage message)
    {
        var body = new StringBuilder();
        foreach (var told in message.Events)
        {
            body.Append(told.Kind).Append(": ").Append(told.Message).Append("\r\n\r\n");
        }

        return body.Append("\"muutostieto status\" shows the current state. Each alert is sent once.\r\n").ToString();
    }
}
