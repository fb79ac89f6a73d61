using System.Text;
using Muutostieto.Records.Tables;

namespace Muutostieto.Records.Tests.Tables;

/// <summary>The form of the open address file.</summary>
public sealed class OpenAddressFileTests
{
    private static readonly TableColumn[] Columns = [new("a"), new("b"), new("c", IsNumber: true)];

    [TestCase("Mäkitie", "Åvägen", 1L, "Mäkitie;Åvägen;1")]
    [TestCase("", "", null, ";;")]
    [TestCase("Čáhcegeaidnu", "a;b", -5L, "Cáhcegeaidnu;a,b;-5")]
    [TestCase("Kujä", "  alku", 0L, "Kujä;  alku;0")]
    public void A_row_is_a_line_of_Latin_1_whose_semicolons_part_the_fields(string first, string second, long? third, string expected)
    {
        using var target = new MemoryStream();
        using var file = new OpenAddressFile(target);
        var rows = file.Open("osoitteet", Columns);
        rows.Write(first);
        rows.Write(second);
        rows.Write(third);
        rows.EndRow();
        file.Complete(CancellationToken.None);
        Assert.That(Encoding.Latin1.GetString(target.ToArray()), Is.EqualTo(expected + "\r\n"));
        Assert.That(rows.Rows, Is.EqualTo(1));
    }

    [Test]
    public void Many_rows_are_all_there_and_a_second_table_has_no_place()
    {
        using var target = new MemoryStream();
        using var file = new OpenAddressFile(target);
        var rows = file.Open("osoitteet", Columns);
        for (var row = 0L; row < 20_000; row++)
        {
            rows.Write("Koulukatu");
            rows.Write((string?)null);
            rows.Write((long?)row);
            rows.EndRow();
        }

        file.Complete(CancellationToken.None);
        var lines = Encoding.Latin1.GetString(target.ToArray()).Split("\r\n");
        Assert.That(lines[..^1].Select((line, index) => line == $"Koulukatu;;{index}"), Is.All.True);
        Assert.That(lines, Has.Length.EqualTo(20_001));
        Assert.That(() => file.Open("toinen", Columns), Throws.InvalidOperationException);
    }
}
