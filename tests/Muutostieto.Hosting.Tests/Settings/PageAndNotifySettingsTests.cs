using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class PageAndNotifySettingsTests
{
    private const string Sftp = ConfigurationFolder.Sftp;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("\"StatusPage\": { \"address\": \"0.0.0.0\" }", "StatusPage.address", "no loopback address")]
    [TestCase("\"StatusPage\": { \"address\": \"example.fi\" }", "StatusPage.address", "no loopback address")]
    [TestCase("\"StatusPage\": { \"port\": 0 }", "StatusPage.port", "1 to 65535")]
    [TestCase("\"StatusPage\": { \"prot\": 80 }", "StatusPage.prot", "unknown")]
    [TestCase("\"Notify\": { \"command\": {} }", "Notify.command", "\"program\" is missing")]
    [TestCase("\"Notify\": { \"command\": { \"program\": \"\" } }", "Notify.command.program", "empty")]
    [TestCase(
        "\"Notify\": { \"command\": { \"program\": \"x\", \"arguments\": [1] } }",
        "Notify.command.arguments",
        "expected a text, found"
    )]
    [TestCase("\"Notify\": { \"command\": { \"program\": \"x\", \"timeoutSeconds\": 0 } }", "Notify.command.timeoutSeconds", "1 to 600")]
    [TestCase("\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\" } }", "Notify.mail", "\"to\" is missing")]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"nobody\", \"to\": [\"a@b.fi\"] } }",
        "Notify.mail.from",
        "no mail address"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"ä@b.fi\"] } }",
        "Notify.mail.to",
        "no mail address"
    )]
    [TestCase("\"Notify\": { \"mail\": { \"host\": \"h h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"] } }", "Notify.mail.host", "blank")]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"tls\": true, \"security\": \"tls\" } }",
        "Notify.mail.tls",
        "both"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"security\": \"none\" } }",
        "Notify.mail.security",
        "unencrypted"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"security\": \"ssl\" } }",
        "Notify.mail.security",
        "\"security\" is \"ssl\""
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"user\": \"u\" } }",
        "Notify.mail.user",
        "exactly one"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"user\": \"u\", \"passwordFile\": \"p\", "
            + "\"passwordVariable\": \"P\" } }",
        "Notify.mail.user",
        "exactly one"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"passwordFile\": \"p\" } }",
        "Notify.mail",
        "is not"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"user\": \"u\", \"password\": \"secret\", "
            + "\"passwordFile\": \"p\" } }",
        "Notify.mail.password",
        "unknown"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"user\": \"u\", \"passwordVariable\": "
            + "\"se cret\" } }",
        "Notify.mail.passwordVariable",
        "no name"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"caFile\": \"../ca.pem\" } }",
        "Notify.mail.caFile",
        "leaves its root"
    )]
    [TestCase(
        "\"Notify\": { \"mail\": { \"host\": \"h\", \"from\": \"a@b.fi\", \"to\": [\"a@b.fi\"], \"connectTimeoutSeconds\": 0 } }",
        "Notify.mail.connectTimeoutSeconds",
        "1 to 600"
    )]
    [TestCase("\"Notify\": { \"pager\": {} }", "Notify.pager", "unknown")]
    public void Wrong_settings_of_page_and_notifications_are_reported(string section, string path, string message)
    {
        folder.Write("appsettings.json", Sftp.Replace("\"production\"", $"\"production\", {section}", StringComparison.Ordinal));
        var fault = folder.OnlyFault();
        Assert.That((fault.Path, fault.Message), Is.EqualTo((path, fault.Message)));
        Assert.That(fault.Message, Does.Contain(message).And.Not.Contain("secret").And.Not.Contain("se cret"));
    }

    [Test]
    public void The_page_is_on_unless_its_port_is_null()
    {
        folder.Write("appsettings.json", Sftp);
        Assert.That(folder.Load().Configuration!.Settings.StatusPage, Is.EqualTo(StatusPageSettings.Default));
        folder.Write(
            "appsettings.json",
            Sftp.Replace("\"production\"", "\"production\", \"StatusPage\": { \"port\": null }", StringComparison.Ordinal));
        Assert.That(folder.Load().Configuration!.Settings.StatusPage.Port, Is.Null);
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"production\"",
                "\"production\", \"StatusPage\": { \"address\": \"127.0.0.2\", \"port\": 9000 }",
                StringComparison.Ordinal));
        Assert.That(
            folder.Load().Configuration!.Settings.StatusPage,
            Is.EqualTo(new StatusPageSettings(System.Net.IPAddress.Parse("127.0.0.2"), 9000)));
    }

    [TestCase("mail.example.fi", "", MailSecurity.StartTls, 25)]
    [TestCase("localhost", "", MailSecurity.None, 25)]
    [TestCase("localhost", ", \"security\": \"none\"", MailSecurity.None, 25)]
    [TestCase("mail.example.fi", ", \"tls\": false", MailSecurity.None, 25)]
    [TestCase("mail.example.fi", ", \"security\": \"starttls\", \"port\": 587", MailSecurity.StartTls, 587)]
    [TestCase("mail.example.fi", ", \"security\": \"tls\"", MailSecurity.Tls, 465)]
    public void Mail_to_another_machine_is_encrypted_unless_it_is_said_that_it_is_not(
        string host,
        string more,
        MailSecurity security,
        int port)
    {
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"production\"",
                $"\"production\", \"Notify\": {{ \"command\": {{ \"program\": \"x\" }}, \"mail\": {{ \"host\": \"{host}\", \"from\": "
                    + $"\"a@b.fi\", \"to\": [\"c@d.fi\"]{more} }} }}",
                StringComparison.Ordinal));
        var notify = folder.Load().Configuration!.Settings.Notify;
        Assert.That(
            (notify.Mail!.Host, notify.Mail.Port, notify.Mail.Security, notify.Mail.TimeoutSeconds, notify.Command!.TimeoutSeconds),
            Is.EqualTo((host, port, security, 30, 30)));
    }
}
