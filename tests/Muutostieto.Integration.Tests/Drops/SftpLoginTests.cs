using Muutostieto.Drops;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Integration.Tests.Drops;

/// <summary>The ways into an account: keys of each kind, encrypted ones, certificates, a password.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpLoginTests
{
    private SftpScene scene = null!;

    [SetUp]
    public async Task SetUpAsync() => scene = await SftpScene.StartAsync();

    [TearDown]
    public async Task TearDownAsync() => await scene.DisposeAsync();

    [TestCase("ed25519", "file")]
    [TestCase("ecdsa", "variable")]
    [TestCase("rsa", "")]
    public async Task A_key_logs_in_encrypted_or_not(string type, string passphrase)
    {
        await scene.Server.MakeKeyAsync("own", type, passphrase.Length > 0 ? "sa la sana" : "");
        File.Copy(scene.Server.In("own.pub"), scene.Server.In("authorized_keys"), overwrite: true);
        await AssertEntersAsync(settings => settings with
        {
            PrivateKeyFile = scene.Server.In("own"),
            Passphrase = passphrase.Length > 0
            ? Secret(passphrase, "sa la sana") : null
        });

        if (passphrase.Length > 0)
        {
            await AssertFailsAsync(
                settings => settings with { PrivateKeyFile = scene.Server.In("own") },
                FailureKind.Usage,
                "is encrypted");
            await AssertFailsAsync(
                settings => settings with { PrivateKeyFile = scene.Server.In("own"), Passphrase = Secret(passphrase, "another") },
                FailureKind.Usage,
                "cannot be read as a private key");
        }
    }

    [Test]
    public async Task A_certificate_logs_in_where_the_key_alone_does_not()
    {
        await scene.Server.MakeKeyAsync("authority");
        await scene.Server.MakeKeyAsync("own");
        await Programs.RunAsync("ssh-keygen", scene.Path, "-q", "-s", scene.Server.In(
            "authority"), "-I", "muutostieto", "-n", Environment.UserName, "-V", "+1h", scene.Server.In("own.pub"));
        scene.Server.More = $"TrustedUserCAKeys {scene.Server.In("authority.pub")}";
        await scene.Server.RestartAsync();

        await AssertFailsAsync(settings => settings with { PrivateKeyFile = scene.Server.In("own") }, FailureKind.Fault, "refused the key");
        await AssertEntersAsync(
            settings => settings with { PrivateKeyFile = scene.Server.In("own"), CertificateFile = scene.Server.In("own-cert.pub") });
    }

    /// <summary>Asked for directly, or in a dialogue as servers with PAM do.</summary>
    [Test]
    public async Task A_password_logs_in_from_a_file_or_the_environment([Values("password", "keyboard-interactive")] string method)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo(
                "true"), "An account with a password is made: run as root, as CI does.");
            Assert.Ignore("An account with a password is made: run as root, as CI does.");
        }

        var account = $"mtp{Guid.NewGuid():N}"[..12];
        await Programs.RunAsync("useradd", scene.Path, "--no-create-home", "--home-dir", "/", account);
        try
        {
            await Programs.RunAsync("bash", scene.Path, "-c", $"echo '{account}:sa la sana' | chpasswd");
            await Programs.RunAsync(
                "bash", scene.Path, "-c", $"chmod 755 '{scene.Server.In("")}' && chown -R {account} '{scene.Server.Root}'");
            scene.Server.Authentication = method;
            await scene.Server.RestartAsync();

            SftpDropSettings Entering(SftpDropSettings settings, string place, string word) =>
                settings with { User = account, PrivateKeyFile = null, Password = Secret(place, word) };
            await AssertEntersAsync(settings => Entering(settings, "file", "sa la sana"));
            await AssertEntersAsync(settings => Entering(settings, "variable", "sa la sana"));
            await AssertFailsAsync(
                settings => Entering(settings, "file", "another"), FailureKind.Fault, $"refused the password for the user {account}");
        }
        finally
        {
            await Programs.TryAsync("userdel", scene.Path, account);
        }
    }

    [Test]
    public async Task A_secret_that_is_missing_empty_or_open_to_others_is_named_before_connecting()
    {
        await scene.Server.StopAsync();
        await AssertFailsAsync(settings => settings with { Password = new SftpSecret("none", null) }, FailureKind.Usage, "passwordFile");
        await AssertFailsAsync(settings => settings with { Password = Secret("file", "") }, FailureKind.Usage, "is empty");
        await AssertFailsAsync(
            settings => settings with { Password = new SftpSecret(null, "MUUTOSTIETO_TEST_NONE") },
            FailureKind.Usage,
            "MUUTOSTIETO_TEST_NONE is not set");
        await AssertFailsAsync(settings => settings with { CertificateFile = "none" }, FailureKind.Usage, "certificateFile");
        await AssertFailsAsync(
            settings => settings with { PrivateKeyFile = null },
            FailureKind.Usage,
            "neither a private key nor a password");
        await AssertFailsAsync(settings => settings with { KnownHostsFile = null }, FailureKind.Usage, "hostKeyFingerprints");
        var secret = Secret("file", "x");
        File.SetUnixFileMode(secret.File!, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await AssertFailsAsync(settings => settings with { Password = secret }, FailureKind.Usage, "is open to others");
    }

    private SftpSecret Secret(string place, string word)
    {
        var name = $"MUUTOSTIETO_TEST_{Guid.NewGuid():N}";
        if (place == "variable")
        {
            Environment.SetEnvironmentVariable(name, word);
            return new SftpSecret(null, name);
        }

        var path = Path.Combine(scene.Path, name);
        File.WriteAllText(path, word.Length > 0 ? word + "\n" : "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new SftpSecret(path, null);
    }

    private async Task AssertEntersAsync(Func<SftpDropSettings, SftpDropSettings> change)
    {
        await scene.PublishAsync(scene.Drop(change));
        scene.AssertWhole();
        Directory.GetFiles(scene.Download).ToList().ForEach(File.Delete);
    }

    private async Task AssertFailsAsync(Func<SftpDropSettings, SftpDropSettings> change, FailureKind code, string word)
    {
        var failure = await SftpScene.FailureOfAsync(() => scene.PublishAsync(scene.Drop(change)));
        Assert.That(failure.Kind, Is.EqualTo(code), failure.Message);
        Assert.That(failure.Message, Does.Contain(word).And.Not.Contain("sana"));
        Assert.That(scene.NamesInDrop(), Is.Empty);
    }
}
