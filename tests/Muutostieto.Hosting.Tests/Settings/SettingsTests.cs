using Muutostieto.Deliveries.Pricing;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Deliveries;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class SettingsTests
{
    private const string Sftp = ConfigurationFolder.Sftp;

    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

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
