using System.Globalization;
using System.Text;
using Muutostieto.Records.Signing;

namespace Muutostieto.Records.Tests.Signing;

/// <summary>A file of signers says here what it says to ssh-keygen.</summary>
[Platform(Exclude = "Win", Reason = "ssh-keygen")]
public sealed class AllowedSignersTests
{
    private static readonly byte[] Message = "a manifest"u8.ToArray();
    private static readonly SigningPrivateKey Key = SigningPrivateKey.New();
    private static readonly SigningPrivateKey Other = SigningPrivateKey.New();

    // KEY and OTHER are placeholders for keys; PAST and FUTURE for days. True: the signature by KEY counts.
    private static readonly (string Lines, bool Counts)[] Files =
    [
        ("muutostieto KEY", true),
        ("muutostieto KEY with a comment of several words", true),
        ("# a comment\n\n  muutostieto KEY\n", true),
        ("muutostieto OTHER\nmuutostieto KEY", true),
        ("muutostieto OTHER", false),
        ("somebody KEY", false),
        ("somebody KEY\nmuutostieto KEY", true),
        ("a,muutostieto,b KEY", true),
        ("\"muutostieto\" KEY", true),
        ("muutos* KEY", true),
        ("muutostiet? KEY", true),
        ("muutostiet KEY", false),
        ("* KEY", true),
        ("*,!muutostieto KEY", false),
        ("!other,* KEY", true),
        ("muutostieto namespaces=\"muutostieto-manifest\" KEY", true),
        ("muutostieto namespaces=\"git,muutostieto-*\" KEY", true),
        ("muutostieto namespaces=\"git\" KEY", false),
        ("muutostieto NAMESPACES=\"muutostieto-manifest\" KEY", true),
        ("muutostieto valid-after=\"PAST\" KEY", true),
        ("muutostieto valid-after=\"FUTURE\" KEY", false),
        ("muutostieto valid-before=\"FUTURE\" KEY", true),
        ("muutostieto valid-before=\"PAST\" KEY", false),
        ("muutostieto valid-before=\"PAST\" KEY\nmuutostieto KEY", true),
        ("muutostieto valid-after=\"PAST\",valid-before=\"FUTURE\",namespaces=\"muutostieto-manifest\" KEY", true),
        ("muutostieto valid-before=\"PAST0330\" KEY", false),
        ("muutostieto valid-after=\"PAST033015\" KEY", true),
        (
            "muutostieto ssh-rsa "
                + "AAAAB3NzaC1yc2EAAAADAQABAAAAgQDDPfdCBrhg+gkL/ooaTLfw0IUtBFyxQ2QhLKtIa41unItF3tsG7tlnFFbEJ0LkTeQTCUZ96u0VGBqxRGqb/YNm1MS7Tdj4dcXqE6A3rMBhSFOQGVsZhdWNe8FPHV1kQS6MmIGbKmcDzv1b7AtwPqcMfLmfQTjyxKI9nuXvgw8+9w==\nmuutostieto "
                + ""
                + "KEY",
            true),
        ("muutostieto cert-authority KEY", false),
        ("muutostieto unknown-option KEY", false),
        ("muutostieto", false),
        ("muutostieto ssh-ed25519 AAAA", false),
    ];

    private SshKeygen keygen = null!;

    public static IEnumerable<TestCaseData> Cases() =>
        Files.Select(file => new TestCaseData(file.Lines, file.Counts).SetArgDisplayNames(file.Lines.Replace('\n', '|')));

    [SetUp]
    public void SetUp() => keygen = new SshKeygen();

    [TearDown]
    public void TearDown() => keygen.Dispose();

    [TestCaseSource(nameof(Cases))]
    public void It_says_here_what_it_says_to_ssh_keygen(string lines, bool counts)
    {
        var signers = Filled(lines);
        var signature = SshSignature.Of(Key, ManifestSignature.Namespace, Message);
        Assert.That(keygen.Verifies(signers, signature.ToFile(), Message), Is.EqualTo(counts), "ssh-keygen");
        Assert.That(Objection(signers, signature) is null, Is.EqualTo(counts), "here");
    }

    [TestCase("muutostieto cert-authority KEY", "line 1: cert-authority")]
    [TestCase("# x\nmuutostieto principals=\"x\" KEY", "line 2: the option principals")]
    [TestCase("muutostieto namespaces=\"a\",namespaces=\"b\" KEY", "given twice")]
    [TestCase("muutostieto valid-before=\"soon\" KEY", "the time soon, expected YYYYMMDD")]
    [TestCase("muutostieto valid-after=\"FUTURE\",valid-before=\"PAST\" KEY", "valid-before lies before valid-after")]
    [TestCase("muutostieto ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA", "cut, or mistyped")]
    [TestCase("\"muutostieto KEY", "quotation mark")]
    [TestCase("muutostieto", "no key")]
    [TestCase("", "no ssh-ed25519 key")]
    [TestCase("# nothing but a comment", "no ssh-ed25519 key")]
    public void What_cannot_be_understood_is_refused_with_its_line_and_a_remedy(string lines, string said)
    {
        var refused = Assert.Throws<MuutostietoException>(() => Read(Filled(lines)))!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Message, Does.Contain(said).And.Contains("allowed_signers"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Saved_by_a_windows_program_it_reads_the_same(bool isUtf16)
    {
        var text = Filled("# x\nmuutostieto KEY\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        var encoding = isUtf16 ? Encoding.Unicode : new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        var path = keygen.Write("saved", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        Assert.That(
            AllowedSigners
                .Read(path, TimeZoneInfo.Utc)
                .Objection(SshSignature.Of(Key, ManifestSignature.Namespace, Message), ManifestSignature.Principal, DateTimeOffset.UtcNow),
            Is.Null);
    }

    [Test]
    public void Beyond_its_limit_or_missing_it_is_refused()
    {
        var large = keygen.Write("large", new byte[AllowedSigners.LargestBytes + 1]);
        Assert.That(
            Assert.Throws<MuutostietoException>(() => AllowedSigners.Read(large, TimeZoneInfo.Utc))!.Message,
            Does.Contain("more than 1048576 bytes"));
        Assert.That(
            Assert.Throws<MuutostietoException>(() => AllowedSigners.Read(keygen["none"], TimeZoneInfo.Utc))!.Kind,
            Is.EqualTo(FailureKind.Usage));
    }

    [Test]
    public void A_time_without_z_is_of_the_zone()
    {
        var path = keygen.Write("zone", Filled("muutostieto valid-before=\"202601051200\" KEY"));
        var signers = AllowedSigners.Read(path, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x"));
        var signature = SshSignature.Of(Key, ManifestSignature.Namespace, Message);
        Assert.That(signers.Objection(signature, "muutostieto", new DateTimeOffset(2026, 1, 5, 9, 59, 0, TimeSpan.Zero)), Is.Null);
        Assert.That(
            signers.Objection(signature, "muutostieto", new DateTimeOffset(2026, 1, 5, 10, 1, 0, TimeSpan.Zero)),
            Does.Contain("was valid until 2026-01-05 12:00 +02:00").And.Contains("line 1"));
    }

    private string? Objection(string signers, SshSignature signature)
    {
        try
        {
            return Read(signers).Objection(signature, ManifestSignature.Principal, DateTimeOffset.UtcNow);
        }
        catch (MuutostietoException refused)
        {
            return refused.Message;
        }
    }

    private AllowedSigners Read(string signers) => AllowedSigners.Read(keygen.Write("ours", signers), TimeZoneInfo.Utc);

    private static string Filled(string lines) => lines
        .Replace("KEY", Key.PublicKey.Line, StringComparison.Ordinal).Replace("OTHER", Other.PublicKey.Line, StringComparison.Ordinal)
        .Replace("PAST", Day(-30), StringComparison.Ordinal).Replace("FUTURE", Day(30), StringComparison.Ordinal);

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
