using System.Text;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Records.Tests.Foreign;

public sealed class ForeignTextTests
{
    private const string Text = "{\"state\":\"loaded\"}";

    private static readonly (string Name, Func<byte[], byte[]> Write)[] Tools =
    [
        ("as it is", text => text),
        ("byte order mark", text => [0xEF, 0xBB, 0xBF, .. text]),
        ("UTF-16 LE with mark", text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))]),
        ("UTF-16 BE with mark", text => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(text))]),
        ("UTF-16 LE without mark", text => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))),
        ("UTF-16 BE without mark", text => Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(text))),
    ];

    private static readonly string[] Ends = ["", "\n", "\r\n", "\r\n\r\n", "\u001A", "\r\n\u001A", "\u001A\u001A\n", " \t\r\n"];

    public static IEnumerable<TestCaseData> Written() =>
        from tool in Tools
        from end in Ends
        select new TestCaseData(tool.Write(Encoding.UTF8.GetBytes(Text + end))).SetArgDisplayNames(
            tool.Name,
            Encoding.UTF8.GetByteCount(end) + " bytes at the end");

    [TestCaseSource(nameof(Written))]
    public void Whatever_tool_wrote_it_the_text_is_the_same(byte[] content)
    {
        Assert.That(Encoding.UTF8.GetString(ForeignText.Clean(content)), Is.EqualTo(Text));
        Assert.That(Encoding.UTF8.GetString(ForeignText.ToUtf8(content)), Is.EqualTo(Text));
    }

    [TestCase("", true)]
    [TestCase("\uFEFF", true)]
    [TestCase("\uFEFF\r\n\r\n", true)]
    [TestCase(" \u001A", true)]
    [TestCase("x", false)]
    public void A_line_end_alone_is_blank(string text, bool isBlank) =>
        Assert.That(ForeignText.IsBlank(ForeignText.Clean(Encoding.UTF8.GetBytes(text))), Is.EqualTo(isBlank));

    [Test]
    public void What_is_no_UTF8_is_taken_for_Latin_1_and_kept_when_only_cleaned()
    {
        var content = Encoding.Latin1.GetBytes("Levy täynnä");

        Assert.That(Encoding.UTF8.GetString(ForeignText.ToUtf8(content)), Is.EqualTo("Levy täynnä"));
        Assert.That(ForeignText.Clean(content), Is.EqualTo(content));
    }

    // NUnit1027 misreads FsCheck's own parameters.
#pragma warning disable NUnit1027
    [SeededProperty(MaxTest = 1000)]
    public bool Any_bytes_become_text_without_a_failure(byte[] content) => System.Text.Unicode.Utf8.IsValid(ForeignText.ToUtf8(content));
#pragma warning restore NUnit1027
}
