using System.Text;
using Muutostieto.Records.Lists;

namespace Muutostieto.Records.Tests.Lists;

public sealed class CodeFileTests
{
    private const string Start = "'''ED2'''A'B'202601010000'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\n";

    [TestCase("010150-900?\n020250-901?\n", 2)]
    [TestCase("hetu\r\n010150-900?\r\n", 1)]
    [TestCase("\uFEFF\"hetu\";\"laji\"\n\"010150-900?\";\"x\"\n\n020250-901?,y", 2)]
    [TestCase(Start + "010150-900?L\n020250-901?L\n020250-901?P\n'''EOF'''3'", 1)]
    public void The_codes_of_a_file_are_read_in_every_form(string text, int count)
    {
        var file = CodeFile.Read(Encoding.UTF8.GetBytes(WithChecks(text)));
        Assert.That(file.Fault, Is.Null);
        Assert.That(file.Refused, Is.Empty);
        Assert.That(file.Codes, Has.Count.EqualTo(count));
    }

    [Test]
    public void A_code_that_is_repeated_counts_once()
    {
        var file = CodeFile.Read(Encoding.UTF8.GetBytes(WithChecks("010150-900?\n020250-901?\n010150-900?\n")));
        Assert.That(file.Codes.Select(code => code.ToString()[..10]), Is.EqualTo(new[] { "010150-900", "020250-901" }));
    }

    [Test]
    public void A_wrong_line_is_named_by_its_number_and_the_others_are_taken()
    {
        var file = CodeFile.Read(Encoding.UTF8.GetBytes(WithChecks("hetu\n010150-900?\n310250-9011\nx1\n020250-901?\nnimi\n")));
        Assert.That(file.Codes, Has.Count.EqualTo(2));
        Assert.That(
            file.Refused,
            Is.EqualTo(new[]
            {
                new ListRefusal(3, ListFault.Date), new ListRefusal(4, ListFault.Length), new ListRefusal(6, ListFault.Length),
            }));
    }

    [Test]
    public void A_line_with_a_code_in_another_column_is_wrong_and_a_blank_one_is_not()
    {
        var file = CodeFile.Read(Encoding.UTF8.GetBytes(WithChecks(";010150-900?\n020250-901?\n;;\n \r\n,x\n")));
        Assert.That(file.Codes, Has.Count.EqualTo(1));
        Assert.That(
            file.Refused, Is.EqualTo(new[] { new ListRefusal(1, ListFault.Length), new ListRefusal(5, ListFault.Length) }));
    }

    [TestCase("")]
    [TestCase("hetu\n")]
    [TestCase("310250-9011\n")]
    [TestCase(Start + "010150-900?L\n")]
    public void A_file_without_codes_or_a_cut_one_is_refused(string text) =>
        Assert.That(CodeFile.Read(Encoding.UTF8.GetBytes(WithChecks(text))).Fault, Is.Not.Null);

    /// <summary>Puts the check character in the place of each question mark.</summary>
    private static string WithChecks(string text)
    {
        const string Checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
        for (var at = text.IndexOf('?', StringComparison.Ordinal); at >= 0; at = text.IndexOf('?', StringComparison.Ordinal))
        {
            var digits = text[(at - 10)..(at - 4)] + text[(at - 3)..at];
            text = text[..at] + Checks[int.Parse(digits, null) % 31] + text[(at + 1)..];
        }

        return text;
    }
}
