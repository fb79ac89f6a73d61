using System.Text;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Hosting.Tests.Status;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Notifications;

public sealed class MailNotifierTests
{
    [Test]
    public async Task A_server_gets_a_message_that_says_what_happened()
    {
        using var server = new SmtpServer();
        await NotifyAsync(server);
        await server.Served;

        var talk = server.Talks.Single();
        var header = talk.Message.TakeWhile(line => line.Length > 0).ToList();
        var body = talk.Message.SkipWhile(line => line.Length > 0).ToList();
        var text = header.Any(line => line == "Content-Transfer-Encoding: base64")
            ? Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body)))
            : string.Join('\n', body)
                .Replace("=\n", "", StringComparison.Ordinal)
                .Replace("=C3=84", "Ä", StringComparison.Ordinal)
                .Replace("=C3=A4", "ä", StringComparison.Ordinal)
                .Replace("=C3=B6", "ö", StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                talk.Lines.Where(line =>
                        line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("RCPT", StringComparison.Ordinal))
                    .Select(line => line.Split(' ')[1]),
                Is.EqualTo(new[] { "FROM:<muutostieto@example.fi>", "TO:<a@example.fi>" }));
            Assert.That(header, Does.Contain("Auto-Submitted: auto-generated"));
            Assert.That(
                string.Join("", header),
                Does.Contain("Subject: Muutostieto on palvelin: kainuu/changes/3 overdue, satakunta failed"));
            Assert.That(text, Does.Contain("Ääkkönen").And.Contain("satakunta: the disk is full.").And.Contain("ReadStatus"));
        }
    }

    [Test]
    public void A_server_that_refuses_is_reported()
    {
        using var server = new SmtpServer(answerToRecipient: "550 unknown");
        Assert.That(() => NotifyAsync(server), Throws.TypeOf<NotificationException>().With.Message.Contains($"127.0.0.1:{server.Port}"));
    }

    [Test]
    public async Task Of_a_servers_answer_a_part_is_kept()
    {
        using var server = new SmtpServer(answerToRecipient: "550 " + new string('x', 20_000));
        var failure = await Assert.ThrowsAsync<NotificationException>(() => NotifyAsync(server));
        Assert.That(failure!.Message, Has.Length.LessThan(600).And.Contain("127.0.0.1"));
    }

    [Test]
    public void Where_TLS_is_asked_for_nothing_is_sent_without_it()
    {
        using var server = new SmtpServer();
        Assert.That(() => NotifyAsync(server, tls: true), Throws.TypeOf<NotificationException>());
        Assert.That(server.Talks.SelectMany(talk => talk.Lines), Has.None.StartsWith("MAIL"));
    }

    [Test]
    public void A_server_that_says_nothing_is_waited_for_no_longer_than_its_time()
    {
        using var server = new SmtpServer(greeting: "");
        Assert.That(() => NotifyAsync(server, seconds: 1), Throws.TypeOf<NotificationException>());
    }

    [Test]
    public void A_server_that_there_is_not_is_reported()
    {
        using var server = new SmtpServer();
        var port = server.Port;
        server.Dispose();
        Assert.That(
            () => new MailNotifier(Settings(port, false, 5), 0, new RemedyNames()).NotifyAsync(Some.Message, CancellationToken.None),
            Throws.TypeOf<NotificationException>());
    }

    [Test]
    public async Task A_refused_address_has_no_other_notified_again_and_is_notified_when_it_is_accepted()
    {
        using var scene = new StatusScene();
        using var server = new SmtpServer();
        server.Refused.Add("b@example.fi");
        scene.Memory.Remember("kainuu", [new BatchFailure("kainuu", FailureKind.Fault, "full")], null, scene.Clock.Now);

        var first = await RunAsync();
        var second = await RunAsync();
        Assert.That(server.Reached, Is.EqualTo(new[] { "a@example.fi", "c@example.fi" }));

        server.Refused.Clear();
        var third = await RunAsync();
        var fourth = await RunAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Reached, Is.EqualTo(new[] { "a@example.fi", "b@example.fi", "c@example.fi" }));
            Assert.That(server.Talks.Count(talk => talk.Message.Any()), Is.EqualTo(3));
            Assert.That(first.Select(failure => failure.Way), Is.EqualTo(new[] { "mail to address 2 of 3" }));
            Assert.That(first[0].Reason, Does.Contain("nobody").And.Not.Contain("b@example.fi"));
            Assert.That(second, Is.EqualTo(first));
            Assert.That(third.Concat(fourth), Is.Empty);
        }

        Task<IReadOnlyList<(string Way, string Reason)>> RunAsync()
        {
            var settings = Settings(server.Port, false, 20) with { To = ["a@example.fi", "b@example.fi", "c@example.fi"] };
            return new NotificationRun([.. MailNotifier.Of(settings, new RemedyNames())], scene.Memory, scene.Clock).RunAsync(
                scene.Read(),
                CancellationToken.None);
        }
    }

    [Test]
    public void An_address_that_is_named_twice_is_notified_once()
    {
        var settings = Settings(25, false, 20) with { To = ["a@example.fi", "A@example.fi", "b@example.fi"] };
        Assert.That(
            MailNotifier.Of(settings, new RemedyNames()).Select(way => way.Name),
            Is.EqualTo(new[] { "mail to address 1 of 3", "mail to address 3 of 3" }));
    }

    private static Task NotifyAsync(SmtpServer server, bool tls = false, int seconds = 20) =>
        new MailNotifier(Settings(server.Port, tls, seconds), 0, new RemedyNames()).NotifyAsync(Some.Message, CancellationToken.None);

    private static MailNotifySettings Settings(int port, bool tls, int seconds) =>
        new(
            "127.0.0.1",
            port,
            "muutostieto@example.fi",
            ["a@example.fi", "b@example.fi"],
            tls ? MailSecurity.StartTls : MailSecurity.None,
            seconds);
}
