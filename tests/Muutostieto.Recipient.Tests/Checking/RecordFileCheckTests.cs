using System.Text;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

public sealed class RecordFileCheckTests
{
    private static readonly string WrongCode = Some.Code[..10] + (Some.Code[10] == 'A' ? 'B' : 'A');

    [TestCase("19660500")]
    [TestCase("19710000")]
    [TestCase("99990000")]
    [TestCase("00000101")]
    [TestCase("20240229")]
    public void Partial_open_and_undefined_dates_are_sound(string date) =>
        Assert.That(Checks.Of(Some.Record().With("013", '1', $"kuolinpv={date}")).Findings, Is.Empty);

    [TestCase("20230229")]
    [TestCase("20231301")]
    [TestCase("20230432")]
    [TestCase("20230015")]
    [TestCase("2023031A")]
    public void Impossible_dates_are_a_fault(string date) =>
        Assert.That(Checks.Of(Some.Record().With("013", '1', $"kuolinpv={date}")).Faults(), Is.EqualTo(new[] { "date" }));

    [Test]
    public void An_end_without_or_before_a_start_is_no_fault()
    {
        var record = Some.Record()
            .With("007", '4', "maa=246", "voimassaolo=2", "loppupv=19890801")
            .With("007", '1', "maa=752", "alkupv=20200101", "loppupv=20190101");
        Assert.That(Checks.Of(record).Findings, Is.Empty);
    }

    [Test]
    public void A_code_outside_its_set_is_a_fault_and_an_empty_one_is_not()
    {
        var report = Checks.Of(Some.Record().With("003", '1', "sukupuoli=3").With("003", '1'));
        Assert.That(
            report.Findings.Select(finding => finding.ToString()),
            Is.EqualTo(new[] { "line 2: group 003 (number 1 of its line), field sukupuoli: a code outside its set, expected one of 1 2" }));
    }

    [Test]
    public void A_wrong_check_character_is_reported_by_line_and_field_and_never_shown()
    {
        var report = Checks.Of(Some.Record(code: WrongCode).With("001", '1', $"hetu={WrongCode}", "voimassaolo=1"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Faults(), Is.EqualTo(new[] { "identity-code", "identity-code" }));
            Assert.That(report.Findings.Select(finding => finding.Message), Has.None.Contains(WrongCode[..6]));
            Assert.That(report.Findings[1].Message, Does.Contain("001").And.Contain("hetu").And.Contain("check character"));
        }
    }

    [Test]
    public void Unknown_change_attributes_and_types_of_record_are_a_fault() =>
        Assert.That(
            Checks.Of(Some.Record("X").With("003", '2', "sukupuoli=1")).Faults(),
            Is.EquivalentTo(new[] { "record-type", "change-attribute" }));

    [Test]
    public void A_continuation_line_of_the_same_person_and_event_is_sound() =>
        Assert.That(Checks.Of(Some.Woman(), Some.Record("J").With("013", '1'), Some.Record("J").With("015", '1')).Findings, Is.Empty);

    [Test]
    public void A_continuation_line_of_another_person_or_event_or_of_nothing_is_a_fault()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Checks.Of(Some.Woman(), Some.Record("J", Some.OtherCode).With("013", '1')).Faults(),
                Is.EqualTo(new[] { "continuation" }));
            Assert.That(
                Checks.Of(Some.Woman(), Some.Record("J", kind: "XRK").With("013", '1')).Faults(),
                Is.EqualTo(new[] { "continuation" }));
            Assert.That(Checks.Of(Some.Record("J").With("013", '1')).Faults(), Is.EqualTo(new[] { "continuation" }));
        }
    }

    [Test]
    public void Unknown_groups_wrong_lengths_and_wrong_counts_are_faults()
    {
        var line = Forms.FixedLine(Some.Woman());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Checks.OfText(line.Replace("|0031", "|6661", StringComparison.Ordinal)).Faults(),
                Is.EqualTo(new[] { "unknown-group" }));
            Assert.That(
                Checks.OfText(line.Replace("|00312|", "|003122|", StringComparison.Ordinal)).Faults(),
                Is.EqualTo(new[] { "group-length" }));
            Assert.That(
                Checks.OfText(line.Replace("01|003", "02|003", StringComparison.Ordinal)).Faults(),
                Is.EqualTo(new[] { "group-count" }));
            Assert.That(Checks.OfText("shopping list\r\n").Faults(), Is.EqualTo(new[] { "unreadable" }));
        }
    }

    [Test]
    public void Many_faults_of_a_kind_are_all_counted_and_the_first_ones_reported()
    {
        var records = Enumerable.Range(0, 500).Select(_ => Some.Record().With("003", '1', "sukupuoli=3")).ToArray();
        var report = Checks.Of(records);
        Assert.That((report.Faults, report.FindingCounts["code"], report.Findings.Count), Is.EqualTo((500L, 500L, 10)));
    }

    [Test]
    public void The_other_forms_are_judged_by_the_same_rules()
    {
        var wrong = Some.Record(code: WrongCode).With("003", '6', "sukupuoli=3").With("013", '1', "kuolinpv=20230229");
        var expected = Checks.Of(wrong).Faults();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected, Is.EquivalentTo(new[] { "identity-code", "code", "correction", "date" }));
            Assert.That(Checks.OfBytes(Forms.Json([wrong]), "a.jsonl").Faults(), Is.EqualTo(expected));
            Assert.That(Checks.OfBytes(Forms.Csv([wrong]), "a.csv.zip").Faults(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_line_that_is_no_JSON_is_a_fault_and_the_rest_is_checked()
    {
        var json = Encoding.UTF8.GetString(Forms.Json([Some.Woman(), Some.Woman()])).Split('\n');
        var report = Checks.OfBytes(Encoding.UTF8.GetBytes($"{json[0]}\n{json[1][..20]}\n{json[0]}\n"), "a.jsonl");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Records, Is.EqualTo(2));
            Assert.That(report.Findings.Select(finding => (finding.Kind, finding.Line)), Is.EqualTo(new[] { ("unreadable", 2L) }));
        }
    }

    [TestCaseSource(typeof(SampleFiles), nameof(SampleFiles.Paths))]
    public void Genuine_files_have_no_faults(string path)
    {
        var report = Checks.Of(path).Files.Single();
        TestContext.Out.WriteLine(string.Join(Environment.NewLine, report.Findings));
        Assert.That(report.Findings.Where(finding => finding.Severity == Records.Model.Severity.Fault), Is.Empty);
    }
}
