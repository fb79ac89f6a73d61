using System.Reflection;
using System.Text.RegularExpressions;
using Muutostieto.Drops.Sftp;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Muutostieto.Drops.Tests.Sftp;

/// <summary>What a connection is made with, before there is a server.</summary>
public sealed partial class SftpConnectionTests
{
    private static readonly SftpDropSettings Settings = new() { Host = "s", User = "u", TimeoutSeconds = 20 };

    [Test]
    public void A_client_trusts_no_host_that_the_settings_do_not_name()
    {
        using var client = Make(Settings, out var check);
        var handlers = (Delegate?)typeof(BaseClient)
            .GetField(nameof(BaseClient.HostKeyReceived), BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(client);
        Assert.That(handlers!.GetInvocationList(), Has.Length.EqualTo(1));

        var shown = new HostKeyEventArgs(new KeyHostAlgorithm("ssh-ed25519", new ED25519Key(new SshKeyData(HostKey()))));
        Assert.That(shown.CanTrust, Is.True, "the library's own judgement");
        handlers.DynamicInvoke(client, shown);
        Assert.That(shown.CanTrust, Is.False);
        Assert.That(check.Verdict, Is.EqualTo(HostKeyVerdict.Unknown));

        using var knowing = Make(Settings with { HostKeyFingerprints = [check.Fingerprint] }, out var known);
        known.Check(null, shown);
        Assert.That(shown.CanTrust, Is.True);
    }

    [Test]
    public void Clients_are_made_in_one_place()
    {
        var source = Path.GetFullPath(Path.Combine(TestContext.CurrentContext.TestDirectory, "../../../../../src"));
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Client().Matches(File.ReadAllText(file)).Select(_ => Path.GetFileName(file)));
        Assert.That(found, Is.EqualTo(new[] { "SftpConnection.cs" }));
    }

    [Test]
    public void Only_sound_algorithms_are_offered_the_fastest_first()
    {
        using var client = Make(Settings, out _);
        var info = client.ConnectionInfo;
        Assert.That(info.Encryptions.Keys.First(), Is.EqualTo("aes128-gcm@openssh.com"));
        string[] all = [.. info.Encryptions.Keys, .. info.HmacAlgorithms.Keys, .. info.KeyExchangeAlgorithms.Keys,
            .. info.HostKeyAlgorithms.Keys];
        Assert.That(all.Where(name => name.Contains("cbc", StringComparison.Ordinal) || name.Contains("sha1", StringComparison.Ordinal)
            || name is "ssh-rsa" or "ssh-dss"), Is.Empty);
        Assert.That(all, Does.Contain("curve25519-sha256").And.Contain("hmac-sha2-256-etm@openssh.com").And.Contain(
            "ssh-ed25519").And.Contain("rsa-sha2-512").And.Contain("aes256-ctr"));
    }

    [Test]
    public void The_types_of_key_that_are_known_are_asked_for_first()
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-hosts-").FullName;
        File.WriteAllText(Path.Combine(folder, "hosts"), "s ssh-rsa AQID\n");
        using var client = Make(Settings with { KnownHostsFile = Path.Combine(folder, "hosts") }, out _);
        Directory.Delete(folder, recursive: true);
        Assert.That(client.ConnectionInfo.HostKeyAlgorithms.Keys.Take(2), Is.EquivalentTo(new[] { "rsa-sha2-256", "rsa-sha2-512" }));
    }

    [Test]
    public void Every_wait_has_a_limit_from_the_settings()
    {
        using var client = Make(Settings with { ConnectTimeoutSeconds = 3 }, out _);
        Assert.That((client.ConnectionInfo.Timeout.TotalSeconds, client.OperationTimeout.TotalSeconds,
            client.KeepAliveInterval.TotalSeconds), Is.EqualTo((3, 20, 5)));
        Assert.That((Settings.ConnectLimit.TotalSeconds, (Settings with { TimeoutSeconds = 2 }).ConnectLimit.TotalSeconds), Is.EqualTo(
            (15, 2)));
        Assert.That((Settings.TotalLimit(1_000_000).TotalSeconds, (Settings with { TotalTimeoutSeconds = 7 })
            .TotalLimit(1_000_000).TotalSeconds), Is.EqualTo((210, 7)));
    }

    private static SftpClient Make(SftpDropSettings settings, out HostKeyCheck check)
    {
        check = new HostKeyCheck(HostKeyPin.Of(settings));
        return SftpConnection.MakeClient(settings, [new NoneAuthenticationMethod("u")], check);
    }

    private static byte[] HostKey() => [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];

    [GeneratedRegex(@"new (Sftp|Ssh|Scp)Client\b|: BaseClient\b", RegexOptions.CultureInvariant)]
    private static partial Regex Client();
}
