using System.Text;
using Muutostieto.Recipient.Checking;
using Muutostieto.Recipient.Manifests;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Signing;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>
/// With a file of signers, nothing is loaded or found sound that the sender has not signed; without one, signatures decide nothing.
/// </summary>
public sealed class SignatureTests
{
    // What is done to a manifest and its signature, what is said of it, and whether fetching again may mend it.
    private static readonly (string Name, Action<Sender, string> Do, string Said, bool IsInTransfer)[] Kinds =
    [
        ("missing", (_, manifest) => File.Delete(Sig(manifest)), ".json.sig is missing", true),
        ("0 bytes", (_, manifest) => File.WriteAllBytes(Sig(manifest), []), "damaged in transfer (0 bytes)", true),
        (
            "CR LF",
            (_, manifest) => Change(Sig(manifest), text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            "damaged in transfer (CR LF",
            true),
        (
            "byte order mark",
            (_, manifest) => Change(Sig(manifest), text => "\uFEFF" + text),
            "damaged in transfer (a byte order mark",
            true),
        (
            "UTF-16",
            (_, manifest) => File.WriteAllBytes(Sig(manifest), Encoding.Unicode.GetBytes(File.ReadAllText(Sig(manifest)))),
            "damaged in transfer (UTF-16",
            true),
        ("cut", (_, manifest) => Change(Sig(manifest), text => text[..^40]), "damaged in transfer (cut", true),
        (
            "too long",
            (_, manifest) => Change(Sig(manifest), text => text + new string('x', 5000)),
            "damaged in transfer (more than 4096 bytes",
            true),
        (
            "of another manifest",
            (sender, manifest) =>
                File.WriteAllBytes(Sig(manifest), SshSignature.Of(sender.Key, ManifestSignature.Namespace, "x"u8).ToFile()),
            "one of the two was altered",
            false),
        (
            "of a foreign key",
            (sender, manifest) => sender.Sign(manifest, SigningPrivateKey.New()),
            "which is not in allowed_signers",
            false),
        ("of another namespace", (sender, manifest) => sender.Sign(manifest, scope: "git"), "expected muutostieto-manifest", false),
        (
            "manifest altered",
            (_, manifest) => Change(manifest, text => text.Replace("\"laajat\"", "\"laajaT\"", StringComparison.Ordinal)),
            "one of the two was altered",
            false),
    ];

    private DeliveryFolder folder = null!;
    private Sender sender = null!;

    public static IEnumerable<TestCaseData> Cases() =>
        from kind in Kinds
        from which in new[] { 0, 1 }
        select new TestCaseData(kind.Do, kind.Said, kind.IsInTransfer, which).SetArgDisplayNames(
            kind.Name,
            which == 0 ? "base" : "changes");

    [SetUp]
    public void SetUp() => (folder, sender) = (new DeliveryFolder(), new Sender());

    [TearDown]
    public void TearDown()
    {
        folder.Dispose();
        sender.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public void What_the_sender_has_not_signed_as_it_is_is_refused_and_signed_again_it_is_loaded(
        object spoil,
        string said,
        bool isInTransfer,
        int which)
    {
        HandMade[] sent = [folder.Base(Full(1)), folder.Changes(Renamed(1, "Uusi"))];
        foreach (var delivery in sent)
        {
            sender.Sign(delivery.ManifestPath);
        }

        var (manifest, signature) = (File.ReadAllBytes(sent[which].ManifestPath), File.ReadAllBytes(Sig(sent[which].ManifestPath)));
        ((Action<Sender, string>)spoil)(sender, sent[which].ManifestPath);
        var refused = Load(sender.Verifier);
        Assert.That(refused.Loaded, Has.Count.EqualTo(which));
        Assert.That(
            refused.Refusal,
            Does.Contain(sent[which].Stem).And.Contains(said).And.Contains(isInTransfer ? "Fetch it" : "report it to the sender"));
        Assert.That(
            (folder.HasReceipt(sent[which], "OK"), folder.HasReceipt(sent[which], "ERR")),
            Is.EqualTo((false, !isInTransfer)),
            "the sender learns of what was altered");
        var report = Check(sender.Verifier, sent[which].ManifestPath);
        Assert.That((report.Form, report.Faults()[0]), Is.EqualTo(("manifest", "signature")));
        Assert.That(report.Findings[0].Message, Does.Contain(said));

        File.WriteAllBytes(sent[which].ManifestPath, manifest);
        File.WriteAllBytes(Sig(sent[which].ManifestPath), signature);
        var whole = Load(sender.Verifier);
        Assert.That((whole.Refusal, whole.Head, folder.HasReceipt(sent[which], "ERR")), Is.EqualTo(((string?)null, "changes 001", false)));
        Assert.That(Check(sender.Verifier, sent[which].ManifestPath).Faults, Is.Zero);
    }

    [Test]
    public void A_key_counts_from_its_first_day_to_its_last()
    {
        var manifest = folder.Base(Full(1)).ManifestPath;
        sender.Sign(manifest);
        var signers = $"muutostieto valid-after=\"20260101\",valid-before=\"20270101\" {sender.Key.PublicKey.Line}\n";
        Assert.That(
            Check(sender.VerifierOf(signers, At(2025, 12, 31)), manifest).Findings[0].Message,
            Does.Contain("is valid from 2026-01-01"));
        Assert.That(Check(sender.VerifierOf(signers, At(2026, 6, 1)), manifest).Faults, Is.Zero);
        Assert.That(
            Check(sender.VerifierOf(signers, At(2027, 1, 2)), manifest).Findings[0].Message,
            Does.Contain("was valid until 2027-01-01").And.Contains("allowed_signers"));
    }

    [Test]
    public void With_two_keys_valid_deliveries_of_both_are_loaded()
    {
        var next = SigningPrivateKey.New();
        sender.Sign(folder.Base(Full(1)).ManifestPath);
        sender.Sign(folder.Changes(Renamed(1, "Uusi")).ManifestPath, next);
        Assert.That(Load(sender.Verifier).Refusal, Does.Contain(next.PublicKey.Fingerprint));
        var result = Load(sender.VerifierOf($"muutostieto {sender.Key.PublicKey.Line}\nmuutostieto {next.PublicKey.Line}\n"));
        Assert.That((result.Refusal, result.Head), Is.EqualTo(((string?)null, "changes 001")));
    }

    [Test]
    public void What_was_loaded_before_there_were_signatures_needs_none()
    {
        folder.Base(Full(1));
        folder.Changes(Renamed(1, "Ensin"));
        Assert.That(Load(null).Refusal, Is.Null);
        sender.Sign(folder.Changes(Renamed(1, "Sitten")).ManifestPath);
        var result = Load(sender.Verifier);
        Assert.That((result.Refusal, result.Head), Is.EqualTo(((string?)null, "changes 002")));
        folder.Changes(Renamed(1, "Vielä"));
        Assert.That(Load(sender.Verifier).Refusal, Does.Contain(".json.sig is missing"));
    }

    [Test]
    public void A_forged_newer_base_does_not_keep_the_real_changes_from_being_loaded()
    {
        sender.Sign(folder.Base(Full(1)).ManifestPath);
        var real = folder.Last!;
        sender.Sign(folder.Changes(Renamed(1, "Uusi")).ManifestPath);
        _ = folder.Base(Full(2));
        var result = Load(sender.Verifier);
        Assert.That((result.Head, result.Loaded.Count), Is.EqualTo(("changes 001", 2)));
        Assert.That(result.Refusal, Does.Contain("_002.json.sig is missing"));
        Assert.That(folder.HasReceipt(real, "OK"), Is.True);
    }

    [Test]
    public void With_any_byte_of_manifest_or_signature_changed_nothing_is_loaded()
    {
        var manifest = folder.Base(Full(1)).ManifestPath;
        sender.Sign(manifest);
        var verifier = sender.Verifier;
        var random = new Random(515);
        foreach (var path in new[] { manifest, Sig(manifest) })
        {
            var sent = File.ReadAllBytes(path);
            for (var at = random.Next(3); at < sent.Length; at += 3)
            {
                var changed = sent.ToArray();
                changed[at] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(path, changed);
                var refused = Assert.Throws<MuutostietoException>(() => Load(verifier), $"{Path.GetFileName(path)}, byte {at}")!;
                Assert.That(
                    refused.Kind,
                    Is.EqualTo(FailureKind.Integrity).Or.EqualTo(FailureKind.Fault).Or.EqualTo(FailureKind.Usage),
                    $"byte {at}: {refused.Message}");
                Assert.That(folder.Database, Does.Not.Exist);
            }

            File.WriteAllBytes(path, sent);
        }

        Assert.That(Load(verifier).Refusal, Is.Null);
    }

    [Test]
    public void Without_signers_check_says_that_the_signature_was_not_checked()
    {
        var manifest = folder.Base(Full(1)).ManifestPath;
        var missing = Check(null, manifest).Findings[^1];
        Assert.That(missing.Message, Does.Contain("the signature is missing, and was not checked"));
        Assert.That(missing.Remedy, Is.EqualTo(new RecordsRemedy.NameSigners()));
        var signature = sender.Sign(manifest);
        var present = Check(null, manifest).Findings[^1];
        Assert.That(present.Message, Does.Contain("the signature was not checked"));
        Assert.That(present.Remedy, Is.EqualTo(new RecordsRemedy.NameSigners()));
        Assert.That(
            (Check(null, signature).Form, Check(null, signature).Faults, Check(null, signature).Notes()),
            Is.EqualTo(("signature", 0L, new[] { "signature" })));
    }

    [Test]
    public void A_signature_that_is_named_itself_is_checked_against_its_manifest()
    {
        var manifest = folder.Base(Full(1)).ManifestPath;
        var signature = sender.Sign(manifest);
        Assert.That(
            (Check(sender.Verifier, signature).Form, Check(sender.Verifier, signature).Findings),
            Is.EqualTo(("signature", Array.Empty<object>())));
        Change(signature, text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.That(Check(null, signature).Faults(), Is.EqualTo(new[] { "damaged" }));
        sender.Sign(manifest, SigningPrivateKey.New());
        Assert.That(Check(sender.Verifier, signature).Faults(), Is.EqualTo(new[] { "signature" }));
        File.Delete(manifest);
        Assert.That(Check(null, signature).Faults(), Is.EqualTo(new[] { "missing" }));
        File.WriteAllBytes(signature, []);
        Assert.That(Check(null, signature).Faults(), Is.EqualTo(new[] { "damaged" }));
    }

    private static string Sig(string manifest) => ManifestSignature.NameOf(manifest);

    private static void Change(string path, Func<string, string> change) =>
        File.WriteAllText(path, change(File.ReadAllText(path)), new UTF8Encoding(false));

    private static Noon At(int year, int month, int day) => new(new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero));

    private static FileReport Check(ManifestVerifier? verifier, string path) =>
        new FileChecker(Layouts.Catalog, verifier: verifier).Check([path]).Files[0];

    private Muutostieto.Recipient.Loading.LoadResult Load(ManifestVerifier? verifier) => folder.Load(verifier: verifier);

    private sealed class Noon(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
