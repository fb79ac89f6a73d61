using Muutostieto.Drops;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class SftpSettingsTests
{
    private const string Sftp = ConfigurationFolder.Sftp;

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
}
