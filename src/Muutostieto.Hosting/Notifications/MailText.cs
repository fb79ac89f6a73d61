using System.Text;
using MimeKit;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Writes the mail of a message.</summary>
internal static class MailText
{
    internal static MimeMessage Of(NoticeMessage message, string from, string to, IRemedyWords words)
    {
        var mail = new MimeMessage { Date = message.At, Subject = Subject(message) };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse(to));
        mail.Body = new TextPart("plain") { Text = Body(message, words), ContentTransferEncoding = ContentEncoding.QuotedPrintable };

        // RFC 3834: no holiday answer comes back.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Subject(NoticeMessage message)
    {
        var kinds = message
            .Events.GroupBy(alert => alert.Kind)
            .Select(group =>
                group.Count() == 1
                    ? $"{group.First().Delivery ?? group.First().Permit ?? "run"} {group.Key}"
                    : $"{group.Count()} {group.Key}");
        return $"Muutostieto on {message.Host}: {string.Join(", ", kinds)}";
    }

    private static string Body(NoticeMessage message, IRemedyWords words)
    {
        var body = new StringBuilder();
        foreach (var alert in message.Events)
        {
            body.Append(alert.Kind).Append(": ").Append(alert.Message).Append("\r\n\r\n");
        }

        return body.Append(words.Of(new HostRemedy.ReadStatus())).Append(" Each alert is sent once.\r\n").ToString();
    }
}
