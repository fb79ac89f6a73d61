using System.Text;
using Muutostieto.Deliveries.Notifications;
using Muutostieto.Deliveries.Settings;

namespace Muutostieto.Deliveries.Tests.Notifications;

public sealed class MailNotifierTests
{
    [Test]
    public async Task A_server_gets_one_message_for_everybody_that_says_what_happened()
    {
        using var server = new SmtpServer();
        await TellAsync(server);
        await server.Served;

        var header = server.Message.TakeWhile(line => line.Length > 0).ToList();
        var body = server.Message.SkipWhile(line => line.Length > 0).ToList();
        var text = header.Any(line => line == "Content-Transfer-Encoding: base64")
            ? Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body)))
            : string.Join('\n', body).Replace("=\n", "", StringComparison.Ordinal).Replace("=C3=84", "Ä", StringComparison.Ordinal).Replace("=C3=A4", "ä", StringComparison.Ordinal).Replace("=C3=B6", "ö", StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Lines.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("RCPT", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]),
                Is.EqualTo(new[] { "FROM:<muutostieto@example.fi>", "TO:<a@example.fi>", "TO:<b@example.fi>" }));
            Assert.That(header, Does.Contain("Auto-Submitted: auto-generated"));
            Assert.That(string.Join("", header), Does.Contain("Subject: Muutostieto on palvelin: kainuu/changes/3 overdue, satakunta failed"));
            Assert.That(text, Does.Contain("Ääkkönen").And.Contain("satakunta: the disk is full.").And.Contain("muutostieto status"));
        }
    }

    [Test]
    public void A_server_that_refuses_is_told()
    {
        using var server = new SmtpServer(answerToRecipient: "550 unknown");
        Assert.That(() => TellAsync(server), Throws.TypeOf<NotificationException>().With.Message.Contains($"127.0.0.1:{server.Port}"));
    }

    [Test]
    public void Where_TLS_is_asked_for_nothing_is_sent_without_it()
    {
        using var server = new SmtpServer();
        Assert.That(() => TellAsync(server, tls: true), Throws.TypeOf<NotificationException>());
        Assert.That(server.Lines, Has.None.StartsWith("MAIL"));
    }

    [Test]
    public void A_server_that_says_nothing_is_waited_for_no_longer_than_its_time()
    {
        using var server = new SmtpServer(greeting: "");
        Assert.That(() => TellAsync(server, seconds: 1), Throws.TypeOf<NotificationException>());
    }

    [Test]
    public void A_server_that_there_is_not_is_told()
    {
        using var server = new SmtpServer();
        var port = server.Port;
        server.Dispose();
        Assert.That(() => new MailNotifier(Settings(port, false, 5)).TellAsync(Some.Message, CancellationToken.None), Throws.TypeOf<NotificationException>());
    }

    private static Task TellAsync(SmtpServer server, bool tls = false, int seconds = 20) => new MailNotifier(Settings(server.Port, tls, seconds)).TellAsync(Some.Message, CancellationToken.None);

    private static MailNotifySettings Settings(int port, bool tls, int seconds) => new("127.0.0.1", port, "muutostieto@example.fi", ["a@example.fi", "b@example.fi"], tls, seconds);
}
