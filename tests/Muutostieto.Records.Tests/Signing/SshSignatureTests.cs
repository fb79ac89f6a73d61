using System.Text;
using Muutostieto.Records.Signing;

namespace Muutostieto.Records.Tests.Signing;

/// <summary>Signatures are OpenSSH's, to the byte, and no byte of one can be another.</summary>
[Platform(Exclude = "Win", Reason = "ssh-keygen with POSIX modes")]
public sealed class SshSignatureTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("{\n  \"format\": \"muutostieto-1\"\n}\n");
    private SshKeygen keygen = null!;

    [SetUp]
    public void SetUp() => keygen = new SshKeygen();

    [TearDown]
    public void TearDown() => keygen.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1000)]
    [TestCase(100_000)]
    public void Signed_here_and_by_ssh_keygen_with_one_key_it_is_the_same_file(int bytes)
    {
        var key = SigningPrivateKey.New();
        var message = new byte[bytes];
        new Random(bytes).NextBytes(message);
        Assert.That(
            SshSignature.Of(key, ManifestSignature.Namespace, message).ToFile(),
            Is.EqualTo(keygen.Sign(keygen.WriteKey(key), message)));
    }

    [Test]
    public void What_is_signed_twice_has_the_same_signature()
    {
        var key = SigningPrivateKey.New();
        var first = SshSignature.Of(key, "a", Message).ToFile();
        Assert.That(SshSignature.Of(key, "a", Message).ToFile(), Is.EqualTo(first));
    }

    [Test]
    public void Ssh_keygen_verifies_what_is_signed_here_and_nothing_else()
    {
        var key = SigningPrivateKey.New();
        var signers = $"muutostieto namespaces=\"muutostieto-manifest\" {key.PublicKey.Line} a comment\n";
        var signature = SshSignature.Of(key, ManifestSignature.Namespace, Message).ToFile();
        Assert.That(keygen.Verifies(signers, signature, Message), Is.True);
        Assert.That(keygen.Verifies(signers, signature, [.. Message, 1]), Is.False);
        Assert.That(keygen.Verifies(signers, SshSignature.Of(key, "git", Message).ToFile(), Message), Is.False);
        Assert.That(keygen.Verifies($"muutostieto {SigningPrivateKey.New().PublicKey.Line}\n", signature, Message), Is.False);
    }

    [Test]
    public void What_ssh_keygen_signs_with_a_key_that_it_made_is_verified_here([Values("sha256", "sha512")] string hash)
    {
        SshKeygen.Run(null, "-q", "-t", "ed25519", "-N", "", "-C", "by ssh-keygen", "-f", keygen["theirs"]);
        var path = keygen.Write("message", Message);
        SshKeygen.Run(null, "-Y", "sign", "-f", keygen["theirs"], "-n", ManifestSignature.Namespace, "-O", $"hashalg={hash}", path);
        var signature = SshSignature.Parse(File.ReadAllBytes(path + ".sig"))!;
        Assert.That(
            (signature.IsOf(Message), signature.IsOf([.. Message, 1]), signature.Namespace),
            Is.EqualTo((true, false, ManifestSignature.Namespace)));
        Assert.That($"{signature.Key.Line} by ssh-keygen\n", Is.EqualTo(File.ReadAllText(keygen["theirs.pub"])));
    }

    [Test]
    public void A_key_written_here_is_one_of_openssh_with_the_same_public_half_and_fingerprint()
    {
        var key = SigningPrivateKey.New();
        var file = keygen.WriteKey(key);
        Assert.That(SshKeygen.Run(null, "-y", "-f", file).Trim(), Is.EqualTo($"{key.PublicKey.Line} test"));
        Assert.That(SshKeygen.Run(null, "-l", "-f", file), Does.Contain($" {key.PublicKey.Fingerprint} "));
        Assert.That(SigningPublicKey.Parse(key.PublicKey.Line.Split(' ')[1]), Is.EqualTo(key.PublicKey));
    }

    [Test]
    public void With_any_byte_of_signature_or_message_changed_nothing_is_verified()
    {
        var key = SigningPrivateKey.New();
        var file = SshSignature.Of(key, ManifestSignature.Namespace, Message).ToFile();
        Assert.That(IsVerified(file, Message, key.PublicKey), Is.True);
        var random = new Random(10);
        for (var at = 0; at < file.Length; at++)
        {
            // One bit, the letter's case, and any other value.
            foreach (var change in new[] { 1 << random.Next(8), 0x20, random.Next(1, 256) })
            {
                var changed = file.ToArray();
                changed[at] ^= (byte)change;
                Assert.That(IsVerified(changed, Message, key.PublicKey), Is.False, $"byte {at} xor {change}");
            }
        }

        for (var at = 0; at < Message.Length; at++)
        {
            var changed = Message.ToArray();
            changed[at] ^= (byte)(1 << random.Next(8));
            Assert.That(IsVerified(file, changed, key.PublicKey), Is.False, $"byte {at} of the message");
        }
    }

    [Test]
    public void Cut_lengthened_or_wrapped_otherwise_it_is_no_signature()
    {
        var file = SshSignature.Of(SigningPrivateKey.New(), ManifestSignature.Namespace, Message).ToFile();
        var text = Encoding.ASCII.GetString(file);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.That(SshSignature.Parse(file.AsSpan(0, length)), Is.Null, $"{length} bytes");
        }

        string[] others =
        [
            text + "\n",
            "\n" + text,
            text.Replace("\n", "\r\n", StringComparison.Ordinal),
            "\uFEFF" + text,
            text.TrimEnd(),
            text.Replace("SSH", "PGP", StringComparison.Ordinal),
            new string('x', 5000),
        ];
        Assert.That(others.Select(other => SshSignature.Parse(Encoding.UTF8.GetBytes(other))), Is.All.Null);
    }

    private static bool IsVerified(byte[] file, byte[] message, SigningPublicKey key) =>
        SshSignature.Parse(file) is { Namespace: ManifestSignature.Namespace } signature
        && signature.Key.Equals(key)
        && signature.IsOf(message);
}
