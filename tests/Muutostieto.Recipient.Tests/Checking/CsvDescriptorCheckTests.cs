using System.IO.Compression;
using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

public sealed class CsvDescriptorCheckTests
{
    private const string Groups = "003_sukupuoli.csv";

    [Test]
    public void A_package_without_a_file_that_it_describes_is_a_fault() =>
        Assert.That(
            Check(zip => zip.GetEntry("013_kuolinpaiva.csv")!.Delete()).Select(finding => finding.Message),
            Has.One.Contains("013_kuolinpaiva.csv: missing"));

    [Test]
    public void Rows_that_were_lost_are_a_fault()
    {
        var findings = Check(zip =>
        {
            using var reader = new StreamReader(zip.GetEntry(Groups)!.Open());
            var lines = reader.ReadToEnd().Split("\r\n");
            reader.Dispose();
            zip.GetEntry(Groups)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(Groups).Open());
            writer.Write(string.Join("\r\n", lines[..^2]) + "\r\n");
        });
        Assert.That(findings.Select(finding => finding.Message), Has.One.Contains($"{Groups}: 1 rows, datapackage.json says 2"));
    }

    [Test]
    public void A_package_without_a_description_gets_a_note() =>
        Assert.That(
            Check(zip => zip.GetEntry("datapackage.json")!.Delete()).Select(finding => finding.Severity),
            Is.EqualTo(new[] { Records.Model.Severity.Note }));

    [Test]
    public void A_cut_package_is_a_fault()
    {
        var bytes = Forms.Csv([Some.Woman()]);
        Assert.That(Checks.OfBytes(bytes[..(bytes.Length / 2)], "a.csv.zip").Faults(), Is.EqualTo(new[] { "unreadable" }));
    }

    private static IReadOnlyList<Records.Model.Finding> Check(Action<ZipArchive> damage)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv.zip", Forms.Csv([Some.Woman(), Some.Record().With("013", '1'), Some.Woman()]));
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            damage(zip);
        }

        return Checks.Of(path).Files.Single().Findings;
    }
}
