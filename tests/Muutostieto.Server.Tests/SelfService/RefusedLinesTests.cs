using System.Globalization;
using Muutostieto.Server.SelfService.Customers;

namespace Muutostieto.Server.Tests.SelfService;

public sealed class RefusedLinesTests
{
    private const string Three = """[{"line":5,"why":"unknown"},{"line":71,"why":"check-character"},{"line":900,"why":"date"}]""";

    [Test]
    public void Each_has_its_line_and_why()
    {
        Assert.That(Of(Three), Is.EqualTo(new RefusedLines(3, "5 (UNKNOWN), 71 (CHECK-CHARACTER), 900 (DATE)")));
        Assert.That(Of("[]"), Is.EqualTo(new RefusedLines(0, "")));
    }

    [Test]
    public void The_first_twenty_are_named()
    {
        var json = $"[{string.Join(',', Enumerable.Range(1, 21).Select(line => $$"""{"line":{{line}},"why":"unknown"}"""))}]";
        var lines = Of(json);
        Assert.That((lines.Count, lines.Text.EndsWith(" 20 (UNKNOWN)", StringComparison.Ordinal)), Is.EqualTo((20, true)));
    }

    [Test]
    public void A_text_that_was_cut_anywhere_has_the_lines_that_are_whole()
    {
        for (var length = 0; length < Three.Length; length++)
        {
            var whole = Three[..length].Count(character => character == '}');
            Assert.That(Of(Three[..length]).Count, Is.EqualTo(whole), length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static RefusedLines Of(string json) => RefusedLines.Of(json, why => why.ToUpperInvariant());
}
