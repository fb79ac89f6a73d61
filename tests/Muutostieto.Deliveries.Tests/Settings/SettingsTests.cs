using Muutostieto.Deliveries.Pricing;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Deliveries.Tests.Settings;

public sealed class SettingsTests
{
    private const string Sftp = """
        { "Environment": "production", "Drops": { "default": {
          "type": "sftp", "host": "127.0.0.1", "user": "muutostieto", "privateKeyFile": "id", "knownHostsFile": "hosts" } } }
        """;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void An_sftp_drop_is_read_with_its_defaults()
    {
        folder.Write("appsettings.json", Sftp);
        var settings = folder.Load().Configuration!.Settings;
        Assert.That(settings.IsProduction, Is.True);
        Assert.That(
            settings.Drops["default"],
            Is.EqualTo(new SftpDropSettings { Host = "127.0.0.1", User = "muutostieto", PrivateKeyFile = "id", KnownHostsFile = "hosts" }));
    }

    [TestCase("kainuun-hyvinvointialue", false)]
    [TestCase("toinen", true)]
    public void A_drop_that_is_one_recipients_folder_takes_deliveries_to_no_other(string recipient, bool isFault)
    {
        folder.Write("appsettings.json", Sftp.Replace("\"hosts\"", "\"hosts\", \"recipientFolder\": false", StringComparison.Ordinal));
        folder.PermitWith(
            "\"id\": \"kainuu\", \"recipient\": \"kainuun-hyvinvointialue\"",
            $"\"id\": \"muu\", \"recipient\": \"{recipient}\"",
            "permits/muu.json");
        folder.Write(
            "permits/muu.json",
            File.ReadAllText(Path.Combine(folder.Root, "permits/muu.json")).Replace("KAIREK", "MUUREK", StringComparison.Ordinal));
        Assert.That(
            folder.Load().Report.Faults.Any(fault => fault.Message.Contains("folder of one recipient", StringComparison.Ordinal)),
            Is.EqualTo(isFault),
            folder.Load().Report.ToString());
    }

    [TestCase("", 15, 14)]
    [TestCase("\"Register\": { \"quietDays\": 3 }, \"NonDisclosure\": { \"graceDays\": 0 },", 3, 0)]
    public void The_grace_of_orders_and_the_patience_with_the_feed_are_read(string sections, int quietDays, int graceDays)
    {
        folder.Write("appsettings.json", Sftp.Replace("\"Drops\"", sections + "\"Drops\"", StringComparison.Ordinal));
        var settings = folder.Load().Configuration!.Settings;
        Assert.That((settings.FeedQuietDays, settings.GraceDays), Is.EqualTo((quietDays, graceDays)));
    }

    [TestCase("\"Register\": { \"quietDays\": 0 },")]
    [TestCase("\"NonDisclosure\": { \"graceDays\": -1 },")]
    [TestCase("\"NonDisclosure\": { \"gracedays\": 3 },")]
    public void A_grace_or_patience_that_cannot_be_is_a_fault(string section)
    {
        folder.Write("appsettings.json", Sftp.Replace("\"Drops\"", section + "\"Drops\"", StringComparison.Ordinal));
        Assert.That(folder.Load().Report.HasErrors, Is.True);
    }

    [Test]
    public void An_sftp_drop_is_read_in_full()
    {
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"hosts\"",
                "\"hosts\", \"port\": 2222, \"remotePath\": \"/in\", \"recipientFolder\": false, \"timeoutSeconds\": 5, \"program\": "
                    + "\"/usr/bin/sftp\"",
                StringComparison.Ordinal));
        Assert.That(
            folder.Load().Configuration!.Settings.Drops["default"],
            Is.EqualTo(
                new SftpDropSettings
                {
                    Host = "127.0.0.1",
                    User = "muutostieto",
                    PrivateKeyFile = "id",
                    KnownHostsFile = "hosts",
                    Port = 2222,
                    RemotePath = "/in",
                    RecipientFolder = false,
                    TimeoutSeconds = 5,
                }));
    }

    [Test]
    public void An_sftp_drop_may_be_entered_by_certificate_or_password_and_known_by_fingerprint()
    {
        const string Print = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"knownHostsFile\": \"hosts\"",
                $"\"hostKeyFingerprints\": [ \"{Print}\" ], \"certificateFile\": \"id-cert.pub\", \"passphraseFile\": \"phrase\", "
                    + "\"passwordVariable\": \"DROP_PASSWORD\", "
                    + "\"connectTimeoutSeconds\": 3, \"totalTimeoutSeconds\": 900, \"publishedCheck\": \"hash\"",
                StringComparison.Ordinal));
        var drop = (SftpDropSettings)folder.Load().Configuration!.Settings.Drops["default"];
        Assert.That(drop with { HostKeyFingerprints = [] }, Is.EqualTo(new SftpDropSettings
        {
            Host = "127.0.0.1",
            User = "muutostieto",
            PrivateKeyFile = "id",
            CertificateFile = "id-cert.pub",
            Passphrase = new SftpSecret("phrase", null),
            Password = new SftpSecret(null, "DROP_PASSWORD"),
            ConnectTimeoutSeconds = 3,
            TotalTimeoutSeconds = 900,
            ComparesContent = true,
        }));
        Assert.That(drop.HostKeyFingerprints, Is.EqualTo(new[] { Print }));
    }

    [TestCase("\"knownHostsFile\": \"hosts\"", "\"port\": 22", "exactly one of \"knownHostsFile\"")]
    [TestCase(
        "\"knownHostsFile\"",
        "\"hostKeyFingerprints\": [ \"SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\" ], \"knownHostsFile\"",
        "exactly one of \"knownHostsFile\""
    )]
    [TestCase("\"knownHostsFile\": \"hosts\"", "\"hostKeyFingerprints\": [ \"MD5:00:11\" ]", "no SHA-256 fingerprint")]
    [TestCase("\"privateKeyFile\": \"id\"", "\"port\": 22", "neither a key nor a password")]
    [TestCase(
        "\"privateKeyFile\": \"id\"",
        "\"passwordFile\": \"a\", \"passwordVariable\": \"B\"",
        "both \"passwordFile\" and \"passwordVariable\""
    )]
    [TestCase("\"privateKeyFile\": \"id\"", "\"passwordVariable\": \"secret word\"", "the name of an environment variable")]
    [TestCase("\"privateKeyFile\": \"id\"", "\"passwordFile\": \"a\", \"certificateFile\": \"c\"", "\"privateKeyFile\" is not")]
    [TestCase("\"privateKeyFile\": \"id\"", "\"privateKeyFile\": \"id\", \"publishedCheck\": \"date\"", "publishedCheck")]
    public void What_an_sftp_drop_lacks_or_has_twice_is_a_fault(string part, string instead, string fault)
    {
        folder.Write("appsettings.json", Sftp.Replace(part, instead, StringComparison.Ordinal));
        Assert.That(folder.Load().Report.ToString(), Does.Contain(fault));
    }

    [Test]
    public void Runs_are_read_with_their_defaults()
    {
        Assert.That(
            folder.Load().Configuration!.Settings.Run,
            Is.EqualTo(
                new RunSettings
                {
                    Parallel = 2,
                    RetryMinutes = 60,
                    ListFiles = 50,
                }));
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"production\"",
                "\"production\", \"Run\": { \"parallel\": 4, \"retryMinutes\": 0, \"listFiles\": 7 }",
                StringComparison.Ordinal));
        Assert.That(
            folder.Load().Configuration!.Settings.Run,
            Is.EqualTo(
                new RunSettings
                {
                    Parallel = 4,
                    RetryMinutes = 0,
                    ListFiles = 7,
                }));
    }

    [Test]
    public void Prices_are_read_with_their_defaults()
    {
        Assert.That(
            folder.Load().Configuration!.Settings.Prices,
            Is.EqualTo(
                new PriceList
                {
                    Base = 300m,
                    BasePerson = 0.011m,
                    Changes = null,
                    ChangesPerson = 0m,
                }));
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"production\"",
                "\"production\", \"Prices\": { \"base\": 0, \"changes\": 12.50, \"changesPerson\": 0.0125 }",
                StringComparison.Ordinal));
        Assert.That(
            folder.Load().Configuration!.Settings.Prices,
            Is.EqualTo(
                new PriceList
                {
                    Base = 0m,
                    BasePerson = 0.011m,
                    Changes = 12.50m,
                    ChangesPerson = 0.0125m,
                }));
    }

    [Test]
    public void The_audit_is_read_with_its_defaults()
    {
        var defaultValue = folder.Load().Configuration!.Settings;
        Assert.That((defaultValue.AuditPath, defaultValue.AuditYears), Is.EqualTo((Path.Combine(folder.DataRoot, "audit"), 5)));
        folder.Write(
            "appsettings.json",
            Sftp.Replace("\"production\"", "\"production\", \"Audit\": { \"path\": \"worm\", \"keepYears\": 10 }", StringComparison.Ordinal)
        );
        var settings = folder.Load().Configuration!.Settings;
        Assert.That((settings.AuditPath, settings.AuditYears), Is.EqualTo((Path.Combine(folder.DataRoot, "worm"), 10)));
    }

    [Test]
    public void Signing_is_read_with_its_defaults()
    {
        Assert.That(folder.Load().Configuration!.Settings.Signing, Is.EqualTo(new SigningSettings(Path.Combine(folder.DataRoot, "keys"))));
        Write(""" "path": "/etc/keys", "passphraseFile": "pass" """);
        Assert.That(
            folder.Load().Configuration!.Settings.Signing,
            Is.EqualTo(new SigningSettings("/etc/keys") { PassphraseFile = Path.Combine(folder.DataRoot, "pass") }));
        Write(""" "passphraseVariable": "PASS_1" """);
        Assert.That(folder.Load().Configuration!.Settings.Signing.PassphraseVariable, Is.EqualTo("PASS_1"));
        Write(""" "passphraseVariable": "PASS_1", "passphraseFile": "pass" """);
        Assert.That(folder.OnlyFault().Message, Does.Contain("both \"passphraseFile\" and \"passphraseVariable\" are set"));
        Write(""" "passphraseVariable": "PASS 1" """);
        Assert.That(folder.OnlyFault().Message, Does.Contain("the name of an environment variable"));

        void Write(string signing) => folder.Write(
            "appsettings.json", Sftp.Replace("\"production\"", $"\"production\", \"Signing\": {{ {signing} }}", StringComparison.Ordinal));
    }

    [TestCase("\"127.0.0.1\"", "\"-oProxyCommand=x\"", "Drops.default.host", "begins with a dash")]
    [TestCase("\"127.0.0.1\"", "\"a b\"", "Drops.default.host", "has a blank")]
    [TestCase("\"id\"", "\"../id\"", "Drops.default.privateKeyFile", "leaves its root")]
    [TestCase("\"hosts\"", "\"hosts\", \"path\": \"drop\"", "Drops.default.path", "unknown")]
    [TestCase("\"hosts\"", "\"hosts\", \"remotePath\": \"/a/../..\"", "Drops.default.remotePath", "leaves its root")]
    [TestCase("\"hosts\"", "\"hosts\", \"port\": 65536", "Drops.default.port", "from 1 to 65535")]
    [TestCase("\"production\"", "\"Production\"", "Environment", "\"Production\"")]
    [TestCase("\"production\"", "\"production\", \"Outbox\": \"../outbox\"", "Outbox", "leaves its root")]
    [TestCase("\"production\"", "\"production\", \"Prices\": { \"base\": -1 }", "Prices.base", "an amount of euros")]
    [TestCase("\"production\"", "\"production\", \"Prices\": { \"base\": \"300\" }", "Prices.base", "an amount of euros")]
    [TestCase("\"production\"", "\"production\", \"Prices\": { \"changes\": 0.00001 }", "Prices.changes", "an amount of euros")]
    [TestCase("\"production\"", "\"production\", \"Prices\": { \"person\": 1 }", "Prices.person", "unknown")]
    [TestCase("\"production\"", "\"production\", \"Run\": { \"parallel\": 0 }", "Run.parallel", "from 1 to 16")]
    [TestCase("\"production\"", "\"production\", \"Run\": { \"retryMinutes\": 1441 }", "Run.retryMinutes", "from 0 to 1440")]
    [TestCase("\"production\"", "\"production\", \"Run\": { \"listFiles\": 0 }", "Run.listFiles", "from 1 to 1000")]
    [TestCase("\"production\"", "\"production\", \"Audit\": { \"keepYears\": 4 }", "Audit.keepYears", "from 5 to 100")]
    [TestCase("\"production\"", "\"production\", \"Audit\": { \"path\": \"../audit\" }", "Audit.path", "leaves its root")]
    [TestCase("\"production\"", "\"production\", \"Signing\": { \"path\": \"../keys\" }", "Signing.path", "leaves its root")]
    [TestCase(
        "\"production\"",
        "\"production\", \"Signing\": { \"passphraseFile\": \"../x\" }",
        "Signing.passphraseFile",
        "leaves its root"
    )]
    [TestCase("\"production\"", "\"production\", \"Register\": { \"path\": \"x/..\\\\..\" }", "Register.path", "leaves its root")]
    [TestCase("\"production\"", "\"production\", \"Ledger\": { \"path\": \"register.db\" }", "Ledger", "one file")]
    [TestCase(
        "\"production\"",
        "\"production\", \"Serilog\": { \"WriteTo\": [ { \"Args\": { \"path\": \"../x.log\" } } ] }",
        "Serilog.WriteTo[0].Args.path",
        "leaves its root"
    )]
    public void Wrong_settings_are_reported(string old, string replacement, string path, string message)
    {
        var text = Sftp.Replace(old, replacement, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Sftp));
        folder.Write("appsettings.json", text);
        var fault = folder.Load().Report.Faults[0];
        Assert.That((fault.Path, Path.GetFileName(fault.File)), Is.EqualTo((path, "appsettings.json")));
        Assert.That(fault.Message, Does.Contain(message));
    }

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

    [Test]
    public void The_environment_overrides_keys_whatever_their_case_and_adds_missing_ones()
    {
        folder.Write("appsettings.json", Sftp);
        var register = Path.Combine(folder.Root, "elsewhere.db");
        var settings = folder.Load(new Dictionary<string, string>
        {
            ["MUUTOSTIETO__Register__path"] = register,
            ["MUUTOSTIETO__DROPS__default__port"] = "2222",
            ["MUUTOSTIETO__Drops__default__recipientFolder"] = "false",
            ["MUUTOSTIETO__Environment"] = "demo",
            ["MUUTOSTIETO__Serilog__MinimumLevel__Default"] = "Debug",
            ["PATH"] = "/bin",
        }).Configuration!.Settings;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.RegisterPath, Is.EqualTo(register));
            Assert.That(((SftpDropSettings)settings.Drops["default"]).Port, Is.EqualTo(2222));
            Assert.That(((SftpDropSettings)settings.Drops["default"]).RecipientFolder, Is.False);
            Assert.That(settings.Environment, Is.EqualTo(RunEnvironment.Demo));
            Assert.That(settings.Serilog["Serilog:MinimumLevel:Default"], Is.EqualTo("Debug"));
        }
    }

    [Test]
    public void A_wrong_variable_is_reported_by_its_name()
    {
        var fault = folder.OnlyFault(new Dictionary<string, string> { ["MUUTOSTIETO__Outbox"] = "../up" });
        Assert.That((fault.File, fault.Line), Is.EqualTo(("MUUTOSTIETO__Outbox", 0)));
        fault = folder.OnlyFault(new Dictionary<string, string> { ["MUUTOSTIETO__Outbax"] = "x" });
        Assert.That(fault.File, Is.EqualTo("MUUTOSTIETO__Outbax"));
        Assert.That(fault.Remedy, Does.Contain("Did you mean \"Outbox\"?"));
    }

    [Test]
    public void Log_files_stand_below_the_data_directory()
    {
        folder.Write(
            "appsettings.json",
            Sftp.Replace(
                "\"production\"",
                "\"production\", \"Serilog\": { \"WriteTo\": [ { \"Name\": \"File\", \"Args\": { \"path\": \"logs/x.json\", "
                    + "\"retainedFileCountLimit\": 31 } } ] }",
                StringComparison.Ordinal));
        var serilog = folder.Load().Configuration!.Settings.Serilog;
        Assert.That(serilog["Serilog:WriteTo:0:Args:path"], Is.EqualTo(Path.Combine(folder.DataRoot, "logs", "x.json")));
        Assert.That(serilog["Serilog:WriteTo:0:Args:retainedFileCountLimit"], Is.EqualTo("31"));
    }
}
