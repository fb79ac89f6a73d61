using Muutostieto.Records.Model;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests;

public sealed class FormsTests
{
    [SeededProperty(Arbitrary = [typeof(RecordGenerators)], MaxTest = 300)]
    public void Any_record_written_and_read_is_the_same_record_in_all_three_forms(Record record)
    {
        var expected = Forms.Show(record);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Forms.ReadFixed(Forms.Fixed([record])).Select(Forms.Show), Is.EqualTo(new[] { expected }), "fixed width");
            Assert.That(Forms.ReadJson(Forms.Json([record])).Select(Forms.Show), Is.EqualTo(new[] { expected }), "JSON");
            Assert.That(Forms.ReadCsv(Forms.Csv([record])).Select(Forms.Show), Is.EqualTo(new[] { expected }), "CSV");
        }
    }

    [SeededProperty(Arbitrary = [typeof(RecordGenerators)], MaxTest = 30)]
    public void A_file_of_records_keeps_their_order_in_all_three_forms(Record[] records)
    {
        var expected = records.Select(Forms.Show).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Forms.ReadFixed(Forms.Fixed(records)).Select(Forms.Show), Is.EqualTo(expected), "fixed width");
            Assert.That(Forms.ReadJson(Forms.Json(records)).Select(Forms.Show), Is.EqualTo(expected), "JSON");
            Assert.That(Forms.ReadCsv(Forms.Csv(records)).Select(Forms.Show), Is.EqualTo(expected), "CSV");
        }
    }

    [TestCaseSource(typeof(SampleFiles), nameof(SampleFiles.Paths))]
    public void Genuine_files_are_the_same_bytes_after_fixed_to_json_to_fixed(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var findings = new List<Finding>();
        var json = Forms.Json(Forms.ReadFixed(bytes, findings));

        Assert.That(Forms.Fixed(Forms.ReadJson(json)), Is.EqualTo(bytes));
        Assert.That(findings.Where(finding => finding.Severity == Severity.Fault), Is.Empty, "and every group of theirs is known");
    }

    [TestCaseSource(typeof(SampleFiles), nameof(SampleFiles.Paths))]
    public void Genuine_files_say_the_same_after_fixed_to_csv_to_fixed(string path)
    {
        var bytes = File.ReadAllBytes(path);

        Assert.That(Forms.Fixed(Forms.ReadCsv(Forms.Csv(Forms.ReadFixed(bytes)))), Is.EqualTo(bytes));
    }
}
