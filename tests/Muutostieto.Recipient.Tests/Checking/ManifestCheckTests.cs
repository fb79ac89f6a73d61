using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

public sealed class ManifestCheckTests
{
    private TemporaryFolder folder = null!;
    private Delivery delivery = null!;

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        delivery = new Delivery(folder, "38950_PT260105KAIREK_001", Delivery.Base(1, 700), Some.Woman(), Some.Woman());
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_whole_delivery_is_sound_and_its_files_are_checked_with_its_manifest()
    {
        var report = Checks.Of(delivery.Manifest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                report.Files.SelectMany(file => file.Findings).Select(finding => finding.Kind),
                Is.EqualTo(new[] { "signature" }),
                "no signers were named");
            Assert.That(
                report.Files.Select(file => (file.Form, file.Records)),
                Is.EqualTo(new[] { ("manifest", 2L), ("fixed", 2L), ("csv", 2L) }));
            Assert.That(report.IsSound);
        }
    }

    [Test]
    public void A_file_named_twice_is_checked_once() =>
        Assert.That(
            Checks.Of(delivery.Fixed, delivery.Manifest, delivery.Fixed, delivery.Hashes).Files.Select(file => file.Form),
            Is.EqualTo(new[] { "fixed", "manifest", "csv", "sha256" }));

    [Test]
    public void A_missing_file_is_named()
    {
        File.Delete(delivery.Csv);
        AssertFault("missing", "38950_PT260105KAIREK_001.csv.zip", delivery.Manifest);
        AssertFault("missing", "38950_PT260105KAIREK_001.csv.zip", delivery.Hashes);
    }

    [Test]
    public void A_file_of_another_size_or_content_is_named()
    {
        var bytes = File.ReadAllBytes(delivery.Fixed);
        bytes[^4] ^= 1;
        File.WriteAllBytes(delivery.Fixed, bytes);
        AssertFault("hash", ".MTT", delivery.Manifest);
        AssertFault("hash", ".MTT", delivery.Hashes);

        File.WriteAllBytes(delivery.Fixed, bytes[..^1]);
        AssertFault("size", ".MTT", delivery.Manifest);
    }

    [Test]
    public void Another_number_of_records_than_the_manifest_says_is_a_fault()
    {
        delivery.WriteManifest(Delivery.Base(1, 700), 3);
        Assert.That(Checks.Of(delivery.Manifest).Files[0].Faults(), Is.EqualTo(new[] { "records", "records" }));
    }

    [Test]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        var manifest = File.ReadAllText(delivery.Manifest)
            .Replace("\"38950_PT260105KAIREK_001.MTT\"", "\"../38950_PT260105KAIREK_001.MTT\"", StringComparison.Ordinal);
        File.WriteAllText(delivery.Manifest, manifest);
        AssertFault("name", "folder", delivery.Manifest);
    }

    [Test]
    public void A_chain_of_manifests_is_checked()
    {
        var first = new Delivery(folder, "38950_20260112KAIREK_001", Delivery.Changes(1, delivery, "base", 1, 700, 800), Some.Woman());
        var second = new Delivery(folder, "38950_20260119KAIREK_002", Delivery.Changes(2, first, "changes", 1, 800, 900), Some.Woman());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Checks
                    .Of(delivery.Manifest, first.Manifest, second.Manifest)
                    .Files.SelectMany(file => file.Findings)
                    .Select(finding => finding.Kind),
                Is.All.EqualTo("signature"));
            Assert.That(
                Checks.Of(second.Manifest).Files[0].Notes(),
                Is.EqualTo(new[] { "signature", "chain" }),
                "the predecessor was not given");
        }

        first.WriteManifest(Delivery.Changes(1, delivery, "base", 1, 701, 801), 1);
        var report = Checks.Of(delivery.Manifest, first.Manifest, second.Manifest);
        Assert.That(
            report.Files.Where(file => file.Form == "manifest").Select(file => file.Faults),
            Is.EqualTo(new[] { 0L, 1L, 1L }),
            "a gap before the first, another manifest before the second");
    }

    [TestCase(
        "{ \"format\": \"muutostieto-2\", \"delivery\": { \"permit\": \"a\", \"kind\": \"base\", \"number\": 1 }, \"files\": [] }",
        "another format"
    )]
    [TestCase("{ \"format\": \"muutostieto-1\" }", "not a manifest")]
    [TestCase(
        "{ \"format\": \"muutostieto-1\", \"delivery\": { \"permit\": \"a\", \"kind\": \"base\", \"number\": 1 }, \"files\": [ null ] }",
        "not a manifest"
    )]
    public void What_is_no_manifest_is_a_fault(string text, string message)
    {
        File.WriteAllText(delivery.Manifest, text);
        AssertFault("manifest", message, delivery.Manifest);
    }

    [Test]
    public void Lines_that_are_no_hashes_are_a_fault()
    {
        File.WriteAllText(delivery.Hashes, "abc  file\n");
        AssertFault("unreadable", "hexadecimal", delivery.Hashes);
    }

    private static void AssertFault(string kind, string message, string path)
    {
        var findings = Checks.Of(path).Files[0].Findings;
        Assert.That(findings.Select(finding => finding.Kind), Does.Contain(kind));
        Assert.That(findings.First(finding => finding.Kind == kind).Message, Does.Contain(message));
    }
}
