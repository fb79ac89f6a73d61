using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Composition;

public sealed class BaseComposerTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_base_has_every_living_unprotected_resident_in_order_of_identity_code()
    {
        using var register = TestRegister.Of(
            ResidentDocument.Of("311299A999Y", "765"),
            ResidentDocument.Of("010190-900X", "205"),
            ResidentDocument.Of("150580-910N", "205", ResidentDocument.Order),
            ResidentDocument.Of("150580-912R", "091"),
            ResidentDocument.Of("150580-9145", "205", """{"ryhma":"013","muutos":"1","kuolinpv":"20240101"},"""));
        var composed = Compose(register, Some.Context);
        var lines = File.ReadAllText(Path.Combine(folder, "38950_PT261116KAIREK_001.PTT"), Encoding.Latin1).Split("\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(composed.Persons, Is.EqualTo(2));
            Assert.That(composed.Withheld, Is.EqualTo(1));
            Assert.That(lines.Select(line => line.Length > 26 ? line[..26] : line), Is.EqualTo(new[]
            {
                "'''ED2'''ASIAKAS:38950'MUU", "010190-900XXXX202611161104", "311299A999YXXX202611161104", "'''EOF'''2'", "",
            }));
        }
    }

    [Test]
    public void Files_hashes_and_manifest_agree()
    {
        using var register = TestRegister.Of(ResidentDocument.Of());
        var composed = Compose(register, Some.Context with { Predecessor = new ManifestPredecessor("base", 1, "ab") });
        var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "38950_PT261116KAIREK_001.json"))).RootElement;
        var checksums = File.ReadAllText(Path.Combine(folder, "38950_PT261116KAIREK_001.sha256"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(composed.Files.Select(file => file.Form), Is.EqualTo(new[] { "fixed", "csv", "sha256", "manifest" }));
            foreach (var file in composed.Files)
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, file.Name));
                Assert.That(file.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))), file.Name);
                Assert.That(file.Bytes, Is.EqualTo(bytes.Length), file.Name);
            }

            foreach (var file in composed.Files.Take(2))
            {
                Assert.That(checksums, Does.Contain($"{file.Sha256}  {file.Name}\n"));
            }

            Assert.That(manifest.GetProperty("files").GetArrayLength(), Is.EqualTo(3));
            Assert.That(manifest.GetProperty("delivery").GetProperty("planned").GetString(), Is.EqualTo("2026-11-16T02:30:00+02:00"));
            Assert.That(manifest.GetProperty("delivery").GetProperty("predecessor").GetProperty("number").GetInt32(), Is.EqualTo(1));
            Assert.That(manifest.GetProperty("records").GetInt64(), Is.EqualTo(1));
        }
    }

    [TestCase("\\u0001")]
    [TestCase("\\u001f")]
    [TestCase("\\u007f")]
    [TestCase("\u007f")]
    [TestCase("\\u008a")]
    [TestCase("\u0085")]
    [TestCase("\u009f")]
    public void No_control_character_of_any_text_of_any_group_is_in_any_form_and_the_manifest_counts_the_values(string control)
    {
        var texts = Layouts
            .Catalog.Groups.Where(spec => spec.IsNewest && spec.Clarifies.Count == 0)
            .Select(spec => (spec.Code, Fields: spec.Fields.Where(field => field.Kind == FieldKind.Text).ToList()))
            .Where(group => group.Fields.Count > 0)
            .ToList();
        var groups = string.Concat(
            texts.Select(group =>
                $"{{\"ryhma\":\"{group.Code}"
                    + $"\",\"muutos\":\"1\",{string.Join(',', group.Fields.Select(field => $"\"{field.Name}\":\"A{control}B\""))}}},"
            ));
        using var register = TestRegister.Of(ResidentDocument.Of(groups: groups), ResidentDocument.Of("311299A999Y"));
        var composed = Compose(register, Some.Context);
        var records = new[] { false, true }
            .SelectMany(fromCsv => new MemoryRecipient(fromCsv).Records(folder))
            .Where(record => !record.IsOpaque);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "38950_PT261116KAIREK_001.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                File.ReadAllText(Path.Combine(folder, composed.Files[0].Name), Encoding.Latin1)
                    .Where(letter => char.IsControl(letter) && letter is not ('\r' or '\n')),
                Is.Empty);
            foreach (var record in records)
            {
                for (var group = 0; group < record.GroupCount; group++)
                {
                    Assert.That(
                        record
                            .Spec(group)
                            .Fields.Where(field => record.Text(group, field.Name).Any(char.IsControl))
                            .Select(field => $"{record.Spec(group)} {field.Name}"),
                        Is.Empty);
                    Assert.That(record.Spec(group).Code != "101" || record.Text(group, "katu_fi") == "A B", "nothing is shifted");
                }
            }

            Assert.That(manifest.RootElement.GetProperty("cleaned").GetInt64(), Is.EqualTo(texts.Sum(group => group.Fields.Count)));
        }
    }

    [Test]
    public void A_manifest_counts_nothing_cleaned_where_nothing_was()
    {
        using var register = TestRegister.Of(
            ResidentDocument.Of(groups: """{"ryhma":"401","muutos":"1","ammatti":"\u00c4 \u00a7 \\ \""},"""));
        _ = Compose(register, Some.Context);
        Assert.That(File.ReadAllText(Path.Combine(folder, "38950_PT261116KAIREK_001.json")), Does.Not.Contain("cleaned"));
    }

    [Test]
    public void Composing_the_same_again_gives_the_same_bytes()
    {
        using var register = TestRegister.Of([
            .. Enumerable.Range(900, 99).Select(number => ResidentDocument.Of($"010190-{number}X", groups: ResidentDocument.Address)),
        ]);
        var first = Compose(register, Some.Context);
        foreach (var file in first.Files)
        {
            File.Delete(Path.Combine(folder, file.Name));
        }

        Assert.That(Compose(register, Some.Context).Files, Is.EqualTo(first.Files));
    }

    [Test]
    public void Counting_says_what_composing_would_write_and_writes_nothing()
    {
        using var register = TestRegister.Of(ResidentDocument.Of(), ResidentDocument.Of("150580-910N", "205", ResidentDocument.Order));
        var counted = new BaseComposer(register.Reader, Layouts.Catalog, new DiskSync()).Count(Some.Context, null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counted.Persons, Is.EqualTo(1));
            Assert.That(counted.Withheld, Is.EqualTo(1));
            Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        }
    }

    [Test]
    public void An_area_without_residents_gives_a_whole_delivery_without_records()
    {
        using var register = TestRegister.Of(ResidentDocument.Of(municipality: "091"));
        Compose(register, Some.Context);
        using var zip = ZipFile.OpenRead(Path.Combine(folder, "38950_PT261116KAIREK_001.csv.zip"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Path.Combine(folder, "38950_PT261116KAIREK_001.PTT")), Does.EndWith("'''EOF'''0'\r\n"));
            Assert.That(
                zip.Entries.Select(entry => entry.FullName),
                Does.Contain("004_henkilon_nimi.csv").And.Contain("henkilot.csv").And.Contain("datapackage.json"));
        }
    }

    [Test]
    public void A_person_that_cannot_be_written_stops_the_delivery_and_is_not_named()
    {
        using var register = TestRegister.Of(
            ResidentDocument.Of(
                groups: """{"ryhma":"013","muutos":"1","kuolinpv":""},"""
                    .Replace("013", "401", StringComparison.Ordinal)
                    .Replace("kuolinpv", "ammattikoodi", StringComparison.Ordinal)
                    .Replace("\"\"", "\"123456\"", StringComparison.Ordinal)));

        Assert.That(() => Compose(register, Some.Context), Throws.TypeOf<MuutostietoException>()
            .With.Property(nameof(MuutostietoException.Kind)).EqualTo(FailureKind.Integrity)
            .And.Message.Contains("group 401, ammattikoodi").And.Message.Not.Contains("010190").And.Message.Not.Contains("123456"));
    }

    private ComposedDelivery Compose(TestRegister register, DeliveryContext context) =>
        new BaseComposer(register.Reader, Layouts.Catalog, new DiskSync()).Compose(context, folder, null, CancellationToken.None);
}
