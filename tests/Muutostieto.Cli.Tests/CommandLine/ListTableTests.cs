using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class ListTableTests
{
    [Test]
    public void Into_a_pipe_each_row_is_one_line_with_columns_below_their_headings() => Assert.That(
        Written(null),
        Is.EqualTo("ID  DELIVERY      STATE\n 1  a/base/1      published\n12  ab/changes/3  received\n"));

    [Test]
    public void On_a_narrow_terminal_a_row_goes_on_below_and_none_is_wider() => Assert.That(
        Written(20),
        Is.EqualTo("ID  DELIVERY\n      STATE\n 1  a/base/1\n      published\n12  ab/changes/3\n      received\n"));

    [Test]
    public void A_wide_terminal_has_what_a_pipe_has() => Assert.That(Written(80), Is.EqualTo(Written(null)));

    private static string Written(int? width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var table = new ListTable("ID ", "DELIVERY", "STATE");
        table.Add("1", "a/base/1", "published");
        table.Add("12", "ab/changes/3", "received");
        table.Write(new Terminal(output, TextWriter.Null, ShowsProgress: false) { Width = width });
        return output.ToString();
    }
}
