using System.Diagnostics;
using System.Text;
using Muutostieto.Recipient.Checking;
using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;

namespace Muutostieto.Recipient.Tests.Checking;

/// <summary>A list of identity codes is checked before it is sent.</summary>
public sealed class ListFileCheckTests
{
    private const string Start = "'''ED2'''MUUTOSTIETO'ASIAKAS:38950'202601050500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n";

    [Test]
    public void A_sound_list_is_sound()
    {
        var report = Check(Start + "010190-900PL\r\n010190-901RP\r\n'''EOF'''2'\r\n");

        Assert.That((report.Form, report.Records, report.Faults, report.Notes), Is.EqualTo(("list", 2L, 0L, 0L)));
    }

    [Test]
    public void Each_line_that_would_be_refused_is_named_without_its_code()
    {
        var report = Check(Start + "010190-900AL\r\n310290-900PL\r\n010190-900PX\r\n\r\n'''EOF'''4'\r\n");

        Assert.That(
            report.Findings.Select(finding => (finding.Line, finding.Kind)),
            Is.EqualTo(new[] { (2L, "check-character"), (3L, "date"), (4L, "action") }),
            "an empty line is none");
        Assert.That(string.Join(' ', report.Findings), Does.Not.Contain("0190").And.Not.Contain("0290"));
    }

    [Test]
    public void A_list_with_another_count_would_be_refused_as_a_whole() =>
        Assert.That(Check(Start + "010190-900PL\r\n'''EOF'''2'\r\n").Faults(), Is.EqualTo(new[] { "envelope" }));

    [TestCase("38950_2026-01-05.HTT")]
    [TestCase("38950_20260105_.HTT")]
    public void A_name_that_would_not_be_taken_is_reported(string name)
    {
        var report = Checks.OfBytes(Encoding.Latin1.GetBytes(Start + "010190-900PL\r\n'''EOF'''1'\r\n"), name);

        Assert.That((report.Records, report.Faults()), Is.EqualTo((1L, new[] { "name" })));
    }

    [TestCase("38950_20260105.htt")]
    [TestCase("38950_20260105.HTT.txt")]
    public void A_name_in_small_letters_or_with_a_second_ending_is_taken(string name) =>
        Assert.That(Checks.OfBytes(Encoding.Latin1.GetBytes(Start + "010190-900PL\r\n'''EOF'''1'\r\n"), name).Faults(), Is.Empty);

    [TestCase(false)]
    [TestCase(true)]
    [Platform("Linux")]
    public void A_pipe_is_refused_without_waiting_for_a_writer(bool isLinked)
    {
        using var folder = new TemporaryFolder();
        var pipe = folder["38950_20260105.HTT"];
        using (var made = Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }

        var path = isLinked ? File.CreateSymbolicLink(folder["linked.HTT"], pipe).FullName : pipe;

        var check = Task.Run(() => new FileChecker(Layouts.Catalog).Check([path]));

        Assert.That(
            async () => await check.WaitAsync(TimeSpan.FromSeconds(30)),
            Throws.TypeOf<MuutostietoException>().With.Message.StartsWith(path).And.Message.Contains("a pipe"));
    }

    private static Muutostieto.Recipient.Checking.FileReport Check(string text) =>
        Checks.OfBytes(Encoding.Latin1.GetBytes(text), "38950_20260105.HTT");
}
