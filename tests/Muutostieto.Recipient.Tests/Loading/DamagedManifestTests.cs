using System.Text;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>A manifest that is not what was sent, byte for byte, is named and never becomes what the chain goes by.</summary>
public sealed class DamagedManifestTests
{
    private static readonly (string Name, Func<byte[], byte[]> Damage, string What)[] Kinds =
    [
        ("0 bytes", _ => [], "0 bytes"),
        ("byte order mark", sent => [0xEF, 0xBB, 0xBF, .. sent], "a byte order mark"),
        (
            "CR LF",
            sent => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sent).Replace("\n", "\r\n", StringComparison.Ordinal)),
            "text mode"),
        ("UTF-16", sent => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(sent))], "UTF-16"),
        ("1A", sent => [.. sent, 0x1A], "text mode"),
        ("cut", sent => sent[..(sent.Length / 2)], "cut"),
        ("not text", sent => [.. sent.Select(value => (byte)(value ^ 0x55))], "cut"),
    ];

    private DeliveryFolder folder = null!;

    public static IEnumerable<TestCaseData> Damages() =>
        from kind in Kinds
        from which in new[] { 0, 1, 2 }
        select new TestCaseData(kind.Damage, which, kind.What).SetArgDisplayNames(kind.Name, which == 0 ? "base" : $"changes {which}");

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCaseSource(nameof(Damages))]
    public void It_is_named_as_damaged_nothing_is_refused_and_fetched_again_the_load_goes_on(
        Func<byte[], byte[]> damage,
        int which,
        string what)
    {
        ArgumentNullException.ThrowIfNull(damage);
        HandMade[] sent = [folder.Base(Full(1)), folder.Changes(Renamed(1, "Ensin")), folder.Changes(Renamed(1, "Sitten"))];
        var good = File.ReadAllBytes(sent[which].ManifestPath);
        File.WriteAllBytes(sent[which].ManifestPath, damage(good));

        var message = folder.Load().Refusal;
        Assert.That(
            message,
            Does.StartWith(Path.GetFileName(sent[which].ManifestPath))
                .And.Contains(what)
                .And.Contains("again in binary mode")
                .And.Not.Contains("sender"));
        Assert.That(Directory.GetFiles(folder.Upload, "*.ERR"), Is.Empty);
        Assert.That(Directory.GetFiles(folder.Upload, "*.OK"), Has.Length.EqualTo(which));
        var checkedFile = Checks.Of(sent[which].ManifestPath).Files[0];
        Assert.That((checkedFile.Form, checkedFile.Faults), Is.EqualTo(("manifest", 1L)));
        Assert.That(checkedFile.Findings[0].Message, Does.Contain(what).And.Contains("again in binary mode"));

        File.WriteAllBytes(sent[which].ManifestPath, good);
        var whole = folder.Load();
        Assert.That((whole.Refusal, whole.Head), Is.EqualTo(((string?)null, "changes 002")));
        Assert.That(DatabaseContents.Query(folder.Database, "SELECT sukunimi FROM residents"), Is.EqualTo(new[] { "Sitten" }));
    }

    [Test]
    public void The_only_manifest_damaged_is_named_before_a_database_is_made()
    {
        File.WriteAllBytes(folder.Base(Full(1)).ManifestPath, []);
        var failure = Assert.Throws<MuutostietoException>(() => folder.Load())!;
        Assert.That((failure.Kind, File.Exists(folder.Database)), Is.EqualTo((FailureKind.Integrity, false)));
        Assert.That(failure.Message, Does.Contain("0 bytes").And.Contains("again in binary mode"));
    }

    [Test]
    public void A_damaged_manifest_of_another_permit_is_left_alone_when_one_is_chosen()
    {
        folder.Base(Full(1));
        var other = Path.Combine(folder.Download, "38951_PT260105MUUREK_001.json");
        File.WriteAllText(
            other,
            File.ReadAllText(folder.Last!.ManifestPath)
                .Replace("kainuu-laajat", "muu", StringComparison.Ordinal)
                .Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.That(folder.Load(permit: "kainuu-laajat").Refusal, Is.Null);
        Assert.That(folder.Load().Refusal, Does.StartWith("38951_PT260105MUUREK_001.json"));
    }

    [TestCase("notes.json", "")]
    [TestCase("notes.json", "{ half")]
    [TestCase("38950_PT260105KAIREK_009.json", "{\"hetu\":\"010190-900X\",\"ryhmat\":[]}\r\n{\"hetu\":\"010190-900X\",\"ryhmat\":[]}\r\n")]
    public void Other_files_of_that_ending_are_no_manifests(string name, string content)
    {
        folder.Base(Full(1));
        File.WriteAllText(Path.Combine(folder.Download, name), content);
        Assert.That(folder.Load().Refusal, Is.Null);
    }

    [Test]
    public void Data_in_text_mode_is_to_be_fetched_again_in_binary_mode()
    {
        var start = folder.Base(Full(1));
        File.WriteAllText(
            start.FixedPath,
            File.ReadAllText(start.FixedPath, Encoding.Latin1).Replace("\r\n", "\n", StringComparison.Ordinal),
            Encoding.Latin1);
        Assert.That(folder.Load(RecordForm.Fixed).Refusal, Does.Contain("Fetch it again in binary mode"));
        Assert.That(
            Checks.Of(start.ManifestPath).Files[0].Findings.Select(finding => finding.Message),
            Has.Some.Contains("Fetch it again in binary mode"));
    }
}
