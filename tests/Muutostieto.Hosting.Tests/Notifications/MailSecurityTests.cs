using System.Diagnostics;
using System.Runtime.Versioning;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Notifications;

/// <summary>Encryption and login of mail, against a real server on the loopback.</summary>
public sealed class MailSecurityTests
{
    private const string Password = "sala sana";
    private string passwordFile = "";
    private SmtpCertificate certificate = null!;

    [SetUp]
    public void MakeFiles()
    {
        certificate = new SmtpCertificate();
        passwordFile = Path.Combine(Path.GetTempPath(), $"password-{Guid.NewGuid():N}");
        WritePassword(Password + "\n");
    }

    [TearDown]
    public void RemoveFiles()
    {
        File.Delete(passwordFile);
        certificate.Dispose();
    }

    [Test]
    public async Task A_mail_is_sent_encrypted_and_logged_in([Values] bool isImplicit, [Values("PLAIN", "LOGIN")] string login)
    {
        using var server = new SmtpServer { Certificate = certificate, Implicit = isImplicit, Login = login };
        await NotifyAsync(server, isImplicit ? MailSecurity.Tls : MailSecurity.StartTls);
        var talk = server.Talks.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((talk.Encrypted, talk.User), Is.EqualTo((true, "tili")));
            Assert.That(server.Reached, Is.EqualTo(new[] { "a@example.fi" }));
        }
    }

    [Test]
    public async Task The_password_can_be_in_an_environment_variable()
    {
        const string variable = "MUUTOSTIETO_TEST_MAIL_PASSWORD";
        using var server = new SmtpServer { Certificate = certificate, Login = "PLAIN" };
        Environment.SetEnvironmentVariable(variable, Password);
        try
        {
            await NotifyAsync(server, MailSecurity.StartTls, settings => settings with { Login = new MailLogin("tili", null, variable) });
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        Assert.That(server.Talks.Single().User, Is.EqualTo("tili"));
        Assert.That(
            () => NotifyAsync(server, MailSecurity.StartTls, settings => settings with { Login = new MailLogin("tili", null, variable) }),
            Throws.TypeOf<NotificationException>().With.Message.StartsWith(variable));
    }

    [TestCase("wrong password", "refused the login")]
    [TestCase("unknown authority", "no certificate that is trusted")]
    [TestCase("other name", "no certificate that is trusted")]
    [TestCase("no STARTTLS", "offers no STARTTLS")]
    [TestCase("no TLS", "no certificate that is trusted")]
    [TestCase("no login", "offers no login")]
    [TestCase("silent", "within 1 seconds, before the greeting")]
    [TestCase("refused address", "did not take the address (550): <(the address)> is nobody")]
    [TestCase("closed at the login", "broke off the connection at the login")]
    [TestCase("closed in the middle", "broke off the connection before it took the message")]
    [CancelAfter(60_000)]
    public async Task A_failure_names_server_place_and_remedy_and_sends_nothing(string fault, string expected)
    {
        using var other = new SmtpCertificate(ofLoopback: false);
        using var server = new SmtpServer(greeting: fault == "silent" ? "" : "220 test")
        {
            Certificate = fault is "no STARTTLS" or "no TLS" ? null : fault == "other name" ? other : certificate,
            Login = fault == "no login" ? null : "PLAIN",
            Account = ("tili", fault == "wrong password" ? "other" : Password),
            ClosesAt = fault switch { "closed at the login" => "AUTH", "closed in the middle" => "DATA", _ => null },
        };
        if (fault == "refused address")
        {
            server.Refused.Add("a@example.fi");
        }

        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<NotificationException>(() =>
            NotifyAsync(server, fault == "no TLS" ? MailSecurity.Tls : MailSecurity.StartTls, settings => settings with
            {
                CaFile =
                        fault switch
                        {
                            "unknown authority" => null,
                            "other name" => other.AuthorityFile,
                            _ => certificate.AuthorityFile,
                        },
                ConnectTimeoutSeconds = fault == "silent" ? 1 : 15
            }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message, Does.StartWith($"127.0.0.1:{server.Port} ").And.Contain(expected));
            Assert.That(failure.Message, Does.Not.Contain(Password).And.Not.Contain("tili").And.Not.Contain("@example.fi"));
            Assert.That(server.Talks.SelectMany(talk => talk.Message), Is.Empty);
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(25)));
            if (fault is "unknown authority" or "other name" or "no STARTTLS" or "no TLS")
            {
                Assert.That(server.Talks.SelectMany(talk => talk.Lines), Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
            }
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_password_file_that_is_open_to_others_or_missing_or_empty_is_not_used()
    {
        using var server = new SmtpServer { Certificate = certificate, Login = "PLAIN" };
        File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await RefusedAsync("open to other users");
        WritePassword("");
        await RefusedAsync("empty");
        File.Delete(passwordFile);
        await RefusedAsync("missing");
        Assert.That(server.Talks, Is.Empty);

        async Task RefusedAsync(string what)
        {
            var failure = await Assert.ThrowsAsync<NotificationException>(() => NotifyAsync(server, MailSecurity.StartTls));
            Assert.That(failure!.Message, Does.StartWith(passwordFile).And.Contain(what).And.Not.Contain(Password));
            Assert.That(MailPassword.Faults(Settings(server, MailSecurity.StartTls)).Single().Found, Does.Contain(what));
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_run_that_stops_does_not_wait_for_a_silent_server()
    {
        using var server = new SmtpServer(greeting: "");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Assert.ThatAsync(
            () => new MailNotifier(Settings(server, MailSecurity.StartTls), 0, new RemedyNames()).NotifyAsync(Some.Message, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_message_that_was_taken_counts_even_when_the_server_leaves_without_a_word()
    {
        using var server = new SmtpServer { Certificate = certificate, Login = "PLAIN", ClosesAt = "QUIT" };
        await NotifyAsync(server, MailSecurity.StartTls);
        Assert.That(server.Reached, Is.EqualTo(new[] { "a@example.fi" }));
    }

    private void WritePassword(string text)
    {
        File.WriteAllText(passwordFile, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private Task NotifyAsync(SmtpServer server, MailSecurity security, Func<MailNotifySettings, MailNotifySettings>? change = null)
    {
        var settings = Settings(server, security);
        return new MailNotifier(change is null ? settings : change(settings), 0, new RemedyNames())
            .NotifyAsync(Some.Message, CancellationToken.None);
    }

    private MailNotifySettings Settings(SmtpServer server, MailSecurity security) =>
        new("127.0.0.1", server.Port, "muutostieto@example.fi", ["a@example.fi"], security, 20)
        {
            CaFile = certificate.AuthorityFile,
            Login = new MailLogin("tili", passwordFile, null),
        };
}
