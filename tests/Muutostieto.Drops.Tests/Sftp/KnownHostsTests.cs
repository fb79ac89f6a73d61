using System.Security.Cryptography;
using System.Text;
using Muutostieto.Drops.Sftp;

namespace Muutostieto.Drops.Tests.Sftp;

public sealed class KnownHostsTests
{
    private static readonly byte[] Known = [1, 2, 3];
    private static readonly byte[] Other = [4, 5, 6];

    // Of a key made for these tests, by ssh-keygen -H: of SFTP.Example.test, and of [sftp.example.test]:2222.
    private const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIPr1FRR33tij1ygk0iBFc3R4uqLbN2w6BE2S6L2oGBs3";
    private const string HashedHost = "|1|3mZ0u/O3dKaYCsCQhIFBpdq9ihI=|ByKegFf+u8frqpC9F6aK7dHwhsA= ssh-ed25519 " + Key;
    private const string HashedPort = "|1|68umVnmvIPNr7+Uh5XK+kIdHRs4=|A+bgCCmP+2BHgcpf37r88K0GF5I= ssh-ed25519 " + Key;
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-hosts-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [TestCase("sftp.example.test", "sftp.example.test", 22)]
    [TestCase("SFTP.Example.test", "sftp.example.TEST", 22)]
    [TestCase("a.test,sftp.example.test,192.0.2.1", "192.0.2.1", 22)]
    [TestCase("*.example.test", "sftp.example.test", 22)]
    [TestCase("sftp?.*.test,!sftp2.example.test", "sftp1.example.test", 22)]
    [TestCase("[sftp.example.test]:2222", "sftp.example.test", 2222)]
    [TestCase("[::1]:2222", "::1", 2222)]
    [TestCase("sftp.example.test", "sftp.example.test", 2222)]
    public void A_line_names_its_server_as_OpenSSH_reads_it(string names, string host, int port) =>
        Assert.That(Check($"{names} ssh-ed25519 {Base64(Known)} comment", host, port), Is.EqualTo(HostKeyVerdict.Trusted));

    [TestCase("sftp.example.test", "ftp.example.test", 22)]
    [TestCase("[sftp.example.test]:2222", "sftp.example.test", 22)]
    [TestCase("[sftp.example.test]:2222", "sftp.example.test", 2223)]
    [TestCase("*.example.test,!sftp.example.test", "sftp.example.test", 22)]
    [TestCase("*.example.test", "example.test", 22)]
    [TestCase("sftp?", "sftp", 22)]
    [TestCase("", "sftp", 22)]
    public void Another_server_is_unknown(string names, string host, int port) =>
        Assert.That(Check($"{names} ssh-ed25519 {Base64(Known)}", host, port), Is.EqualTo(HostKeyVerdict.Unknown));

    [TestCase("sftp.example.test", "sftp.example.test", 22, true)]
    [TestCase("[sftp.example.test]:2222", "sftp.example.test", 2222, true)]
    [TestCase("[sftp.example.test]:2222", "sftp.example.test", 2223, false)]
    public void A_hashed_name_is_found(string hashed, string host, int port, bool isKnown) =>
        Assert.That(Check($"{Hash(hashed)} ssh-ed25519 {Base64(Known)}", host, port), Is.EqualTo(
            isKnown ? HostKeyVerdict.Trusted : HostKeyVerdict.Unknown));

    [TestCase(HashedHost, "sftp.example.test", 22)]
    [TestCase(HashedHost, "SFTP.Example.test", 22)]
    [TestCase(HashedHost, "sftp.EXAMPLE.test", 2222)]
    [TestCase(HashedPort, "sftp.example.test", 2222)]
    [TestCase(HashedPort, "SFTP.example.TEST", 2222)]
    public void A_name_hashed_by_OpenSSH_is_found_whatever_its_letters(string line, string host, int port)
    {
        Assert.That(Pin(line, host, port).Check(Convert.FromBase64String(Key)), Is.EqualTo(HostKeyVerdict.Trusted));
        Assert.That(Pin(line, host, port).Check(Known), Is.EqualTo(HostKeyVerdict.Different));
        Assert.That(Pin(line, "ftp.example.test", port).Check(Convert.FromBase64String(Key)), Is.EqualTo(HostKeyVerdict.Unknown));
    }

    [Test]
    public void A_server_may_have_several_keys_and_a_line_with_its_port_goes_before_one_without()
    {
        var both = $"s ssh-rsa {Base64(Other)}\ns ssh-ed25519 {Base64(Known)}\n";
        Assert.That(Check(both, "s", 22), Is.EqualTo(HostKeyVerdict.Trusted));
        Assert.That(Pin(both, "s", 22).KeyTypes, Is.EquivalentTo(new[] { "ssh-rsa", "ssh-ed25519" }));
        Assert.That(Check($"s ssh-ed25519 {Base64(Known)}\n[s]:2222 ssh-ed25519 {Base64(Other)}\n", "s", 2222), Is.EqualTo(
            HostKeyVerdict.Different));
    }

    [TestCase("s", 22)]
    [TestCase("s", 2222)]
    public void A_revoked_key_is_not_accepted_whatever_else_names_it(string host, int port) => Assert.That(
        Check($"{host} ssh-ed25519 {Base64(Known)}\n[s]:2222 ssh-ed25519 {Base64(Known)}\n@revoked * ssh-ed25519 {Base64(Known)}\n", host,
            port),
        Is.EqualTo(HostKeyVerdict.Revoked));

    [Test]
    public void Another_revoked_key_takes_nothing_from_the_one_in_force() =>
        Assert.That(Check($"@revoked s ssh-ed25519 {Base64(Other)}\ns ssh-ed25519 {Base64(Known)}\n", "s", 22), Is.EqualTo(
            HostKeyVerdict.Trusted));

    [TestCase("")]
    [TestCase("# s ssh-ed25519 AQID")]
    [TestCase("@cert-authority s ssh-ed25519 AQID")]
    [TestCase("@revoked s ssh-ed25519")]
    [TestCase("s ssh-ed25519 not-base64")]
    [TestCase("s AQID")]
    [TestCase("|1|AQID ssh-ed25519 AQID")]
    [TestCase("|1|x|y ssh-ed25519 AQID")]
    public void A_line_that_is_no_key_makes_nothing_known(string line)
    {
        Assert.That(Check(line, "s", 22), Is.EqualTo(HostKeyVerdict.Unknown));
        Assert.That(Check($"{line}\r\ns ssh-ed25519 {Base64(Known)}\r\n", "s", 22), Is.EqualTo(HostKeyVerdict.Trusted));
    }

    [Test]
    public void A_fingerprint_names_a_key_in_the_form_of_ssh_keygen()
    {
        var settings = new SftpDropSettings
        {
            Host = "s",
            User = "u",
            HostKeyFingerprints = [
            "SHA256:" + Base64(SHA256.HashData(Known)).TrimEnd('=')]
        };
        Assert.That(HostKeyPin.Of(settings).Check(Known), Is.EqualTo(HostKeyVerdict.Trusted));
        Assert.That(HostKeyPin.Of(settings).Check(Other), Is.EqualTo(HostKeyVerdict.Different));
        Assert.That(HostKeyPin.Of(settings with { HostKeyFingerprints = [] }).Check(Known), Is.EqualTo(HostKeyVerdict.Unknown));
    }

    private HostKeyVerdict Check(string content, string host, int port) => Pin(content, host, port).Check(Known);

    private HostKeyPin Pin(string content, string host, int port)
    {
        var path = Path.Combine(folder, "known_hosts");
        File.WriteAllText(path, content);
        return HostKeyPin.Of(new SftpDropSettings { Host = host, Port = port, User = "u", KnownHostsFile = path });
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

#pragma warning disable CA5350 // As ssh-keygen -H hashes names.
    private static string Hash(string name) =>
        $"|1|{Base64(new byte[20])}|{Base64(HMACSHA1.HashData(new byte[20], Encoding.UTF8.GetBytes(name)))}";
#pragma warning restore CA5350
}
