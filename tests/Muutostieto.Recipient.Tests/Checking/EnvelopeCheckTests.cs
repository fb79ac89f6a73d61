using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

public sealed class EnvelopeCheckTests
{
    private static readonly string Whole = Some.Text(Some.Woman(), Some.Woman());

    [Test]
    public void A_whole_file_has_no_findings_and_its_records_lines_and_groups_are_counted()
    {
        var report = Checks.OfText(Whole);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Findings, Is.Empty);
            Assert.That((report.Form, report.Records, report.Lines, report.Groups["003"]), Is.EqualTo(("fixed", 2L, 4L, 2L)));
        }
    }

    [Test]
    public void A_file_without_transport_lines_gets_a_note_and_no_fault()
    {
        var lines = Whole.Split("\r\n");
        var report = Checks.OfText($"{lines[1]}\r\n{lines[2]}\r\n");
        Assert.That((report.Faults(), report.Notes()), Is.EqualTo((Array.Empty<string>(), new[] { "envelope" })));
    }

    [Test]
    public void An_empty_delivery_is_sound() => Assert.That(Checks.OfText(Some.Text()).Findings, Is.Empty);

    [TestCase("'''EOF'''2'", "'''EOF'''3'", TestName = "The_last_line_counts_more")]
    [TestCase("'''EOF'''2'", "'''EOF'''1'", TestName = "The_last_line_counts_less")]
    [TestCase("'''EOF'''2'", "'''EOF'''", TestName = "The_last_line_gives_no_count")]
    [TestCase("'''EOF'''2'\r\n", "", TestName = "The_last_line_is_missing")]
    [TestCase(
        "'''ED2'''VRK:003702454372:OVT'TIETO:0037TEST:OVT'202611160230'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n",
        "",
        TestName = "The_first_line_is_missing"
    )]
    public void Transport_lines_that_do_not_agree_with_the_records_are_a_fault(string part, string instead)
    {
        Assert.That(Whole, Does.Contain(part));
        Assert.That(Checks.OfText(Whole.Replace(part, instead, StringComparison.Ordinal)).Faults(), Is.EqualTo(new[] { "envelope" }));
    }

    [Test]
    public void Text_after_the_last_line_is_a_fault_reported_once()
    {
        var line = Whole.Split("\r\n")[1];
        Assert.That(Checks.OfText($"{Whole}{line}\r\n{line}\r\n").Faults(), Is.EqualTo(new[] { "envelope" }));
    }

    [Test]
    public void Two_files_in_one_are_a_fault() => Assert.That(Checks.OfText(Whole + Whole).Faults(), Is.EqualTo(new[] { "envelope" }));
}
