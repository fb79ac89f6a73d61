using Muutostieto.Deliveries.Engine.Receipts;

namespace Muutostieto.Deliveries.Tests.Engine.Receipts;

public sealed class ReasonTextTests
{
    [TestCase("Tietokanta on täynnä.", "Tietokanta on täynnä.")]
    [TestCase("  a \t\r\n b  ", "a b")]
    [TestCase("\u001b[31mred\u0007", "[31mred")]
    [TestCase("line\u2028break \u202Egnp.exe", "line break ?gnp.exe")]
    [TestCase("person 010190-900X is unknown", "person (number) is unknown")]
    [TestCase("010190Y900X,010190-901Y", "(number),(number)")]
    [TestCase("010190900X", "(number)")]
    [TestCase("123456789010190-900X", "(number)")]
    [TestCase("010190 / 900X", "(number)")]
    [TestCase("010190 900x", "(number)")]
    [TestCase("0101\u000090-900X", "(number)")]
    [TestCase("", null)]
    [TestCase(" \t ", null)]
    [TestCase(null, null)]
    public void A_recipients_words_become_one_harmless_line(string? said, string? expected) =>
        Assert.That(ReasonText.Clean(said), Is.EqualTo(expected));

    [Test]
    public void A_long_reason_is_cut_at_200_characters() =>
        Assert.That(ReasonText.Clean(new string('x', 5000)), Has.Length.EqualTo(200).And.EndsWith("…"));

    // The permitted content of a text varies between runs; what must not be disclosed does not.
    // NUnit1027 misreads FsCheck's own parameters.
#pragma warning disable NUnit1027
    [SeededProperty(MaxTest = 2000)]
    public bool Nothing_that_comes_out_has_a_control_character_or_a_code(string? before, ushort individual, byte sign, string? after)
    {
        const string signs = "-+ABCDEFYXWVU";
        var code = $"010190{signs[sign % signs.Length]}{900 + (individual % 100)}X";
        var clean = ReasonText.Clean(before + code + after) ?? "";
        return clean.Length <= 200 && !clean.Any(char.IsControl) && !clean.Contains(code[..6], StringComparison.Ordinal);
    }
#pragma warning restore NUnit1027
}
