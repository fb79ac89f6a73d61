using System.IO.Abstractions;
using System.Runtime.Versioning;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Tests.Signing;

/// <summary>Signing keys: made private, changed with two valid at a time, usable by OpenSSH's own programs.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class SigningKeysTests
{
    private static readonly byte[] Manifest = "{}\n"u8.ToArray();
    private SshKeygen keygen = null!;

    [SetUp]
    public void SetUp() => keygen = new SshKeygen();

    [TearDown]
    public void TearDown() => keygen.Dispose();

    [Test]
    public void A_key_is_changed_without_a_moment_in_which_recipients_know_none_that_signs()
    {
        var keys = Keys();
        Assert.That(keys.Current(), Is.Null);
        keys.New();
        var first = Sign();
        Assert.That((States(), Verified(first)), Is.EqualTo(("key-001 Signing", true)));

        keys.New();
        Assert.That(
            (States(), Verified(first), Sign().SequenceEqual(first)),
            Is.EqualTo(("key-001 Signing, key-002 Next", true, true)),
            "the old one goes on signing");

        keys.Retire("key-001");
        var second = Sign();
        Assert.That(
            (States(), Verified(first), Verified(second), second.SequenceEqual(first)),
            Is.EqualTo(("key-001 Retired, key-002 Signing", true, true, false)),
            "both are valid");

        keys.Remove("key-001");
        Assert.That((States(), Verified(first), Verified(second)), Is.EqualTo(("key-002 Signing", false, true)));
        Assert.That(keys.New().Name, Is.EqualTo("key-003"));
    }

    [Test]
    public void The_only_key_that_signs_is_neither_retired_nor_removed()
    {
        var keys = Keys();
        keys.New();
        Expect(FailureKind.Usage, () => keys.Retire("key-001"), "the only key that signs");
        Expect(FailureKind.Usage, () => keys.Remove("key-001"), "Retire it first");
        Expect(FailureKind.Usage, () => keys.Retire("key-009"), "no key of this name");
        Assert.That(States(), Is.EqualTo("key-001 Signing"));
    }

    [Test]
    public void A_key_is_private_and_one_open_to_others_signs_nothing()
    {
        Keys().New();
        var file = keygen["keys/key-001"];
        Assert.That(
            Directory
                .EnumerateFileSystemEntries(keygen["keys"])
                .Append(keygen["keys"])
                .Where(path => (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0),
            Is.Empty);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Expect(FailureKind.Fault, () => Sign(), "open to other users", "chmod 600");
    }

    [Test]
    public void Keys_with_a_passphrase_sign_with_it_from_file_or_environment_and_without_it_say_what_is_missing()
    {
        Keys().New();
        var first = Sign();
        SshKeygen.Run(null, "-q", "-p", "-N", "salainen lause", "-f", keygen["keys/key-001"]);
        Expect(FailureKind.Fault, () => Sign(), "encrypted, and there is no passphrase", "passphraseFile");
        keygen.Write("passphrase", "salainen lause\n");
        Assert.That(Sign(settings => settings with { PassphraseFile = keygen["passphrase"] }), Is.EqualTo(first));
        Environment.SetEnvironmentVariable("SIGNING_KEYS_TESTS", "salainen lause");
        Assert.That(Sign(settings => settings with { PassphraseVariable = "SIGNING_KEYS_TESTS" }), Is.EqualTo(first));
        Environment.SetEnvironmentVariable("SIGNING_KEYS_TESTS", "arvaus");
        var wrong = Expect(
            FailureKind.Fault,
            () => Sign(settings => settings with { PassphraseVariable = "SIGNING_KEYS_TESTS" }),
            "the passphrase is not the right one");
        Assert.That(wrong.ToString(), Does.Not.Contain("arvaus"));
        Environment.SetEnvironmentVariable("SIGNING_KEYS_TESTS", null);
        Expect(
            FailureKind.Fault,
            () => Sign(settings => settings with { PassphraseVariable = "SIGNING_KEYS_TESTS" }),
            "there is no passphrase");
        Expect(
            FailureKind.Fault,
            () => Sign(settings => settings with { PassphraseFile = keygen["none"] }),
            "passphrase of the signing keys cannot be read");
    }

    [Test]
    public void A_damaged_foreign_or_mistaken_key_file_is_named()
    {
        Keys().New();
        var whole = File.ReadAllText(keygen["keys/key-001"]);
        File.WriteAllText(keygen["keys/key-001"], whole[..100]);
        Expect(FailureKind.Fault, () => Sign(), "not readable as OpenSSH's private key");
        keygen.WriteKey(SigningPrivateKey.New(), "keys/key-001");
        Expect(FailureKind.Integrity, () => Sign(), "not the one of key-001.pub");
        SshKeygen.Run(null, "-q", "-t", "ecdsa", "-N", "", "-f", keygen["other"]);
        File.Copy(keygen["other"], keygen["keys/key-001"], overwrite: true);
        Expect(FailureKind.Fault, () => Sign(), "no ssh-ed25519 key");
        File.WriteAllText(keygen["keys/key-001"], whole);
        File.WriteAllText(keygen["keys/key-001.pub"], "ssh-ed25519 AAAA");
        Expect(FailureKind.Fault, () => Sign(), "key-001.pub: no ssh-ed25519 key", "ssh-keygen -y");
        File.Delete(keygen["keys/key-001.pub"]);
        Expect(FailureKind.Fault, () => Sign(), "key-001.pub: missing");
    }

    [Test]
    public void A_key_that_an_operator_made_with_ssh_keygen_signs()
    {
        Directory.CreateDirectory(keygen["keys"]);
        SshKeygen.Run(null, "-q", "-t", "ed25519", "-N", "", "-C", "made by hand", "-f", keygen["keys/key-001"]);
        Assert.That((States(), Keys().List()[0].Made), Is.EqualTo(("key-001 Signing", (DateOnly?)null)));
        Assert.That(SshSignature.Parse(Sign())!.Key.Line + " made by hand\n", Is.EqualTo(File.ReadAllText(keygen["keys/key-001.pub"])));
    }

    [Test]
    public void Runs_that_need_the_first_key_at_once_make_one()
    {
        var made = Enumerable
            .Range(0, 8)
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Select(_ => Keys().CurrentOrNew().PublicKey.Fingerprint)
            .ToList();
        Assert.That(made.Distinct(), Has.Exactly(1).Items);
        Assert.That(States(), Is.EqualTo("key-001 Signing"));
    }

    private SigningKeys Keys(Func<SigningSettings, SigningSettings>? with = null)
    {
        var settings = new SigningSettings(keygen["keys"]);
        return new SigningKeys(
            new FileSystem(),
            with?.Invoke(settings) ?? settings,
            new SetClock(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero)));
    }

    private byte[] Sign(Func<SigningSettings, SigningSettings>? with = null) =>
        new ManifestSigner(Keys(with), makesMissing: false).Sign(Manifest);

    private bool Verified(byte[] signature) => keygen.Verifies(File.ReadAllText(Keys().SignersPath), signature, Manifest);

    private string States() => string.Join(", ", Keys().List().Select(key => $"{key.Name} {key.State}"));

    private static MuutostietoException Expect(FailureKind code, Action act, params string[] said)
    {
        var failure = Assert.Throws<MuutostietoException>(() => act())!;
        Assert.That(failure.Kind, Is.EqualTo(code), failure.Message);
        foreach (var text in said)
        {
            Assert.That(failure.Message, Does.Contain(text));
        }

        return failure;
    }
}
