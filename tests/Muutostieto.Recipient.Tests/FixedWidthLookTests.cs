using System.Text;

namespace Muutostieto.Recipient.Tests;

public sealed class FixedWidthLookTests
{
    [TestCase("'''ED2'''VRK:003702454372:OVT'TIETO:0037OPHALL:OVT'202601050230'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n", true)]
    [TestCase("\uFEFF\r\n\r\n  '''ED2'''cut", true)]
    [TestCase("010170-999XXXX202601051102|", true)]
    [TestCase("             XXX20260105|1|", false)]
    [TestCase("???????????XXX202601051102|0041", true)]
    [TestCase("a line of the program that moved it\n010170-999XXXX202601051102|", true)]
    [TestCase("# README\n\nA text.\n", false)]
    [TestCase("id;nimi\n1;Matti\n", false)]
    [TestCase("<html><body>502 Bad Gateway</body></html>", false)]
    [TestCase("\0\0\0\0", false)]
    public void A_text_that_is_no_delivery_is_known_by_its_first_lines(string text, bool fits) =>
        Assert.That(Fits(Encoding.UTF8.GetBytes(text)), Is.EqualTo(fits));

    [Test]
    public void What_follows_the_first_lines_does_not_make_one() =>
        Assert.That(Fits(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("text\n", 10)) + "'''ED2'''")), Is.False);

    [Test]
    public void A_line_without_an_end_is_left_to_the_reader() => Assert.That(Fits(new byte[1 << 20]));

    private static bool Fits(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var fits = FixedWidthLook.Fits(stream);
        Assert.That(stream.Position, Is.Zero);
        return fits;
    }
}
