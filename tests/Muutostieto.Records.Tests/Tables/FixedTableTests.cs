using System.Text;
using Muutostieto.Records.Tables;

namespace Muutostieto.Records.Tests.Tables;

/// <summary>A table as lines of fixed width: each value in its place, whatever is in it.</summary>
public sealed class FixedTableTests
{
    private static readonly TableColumn[] Columns =
        [new("a") { Width = 5 }, new("n", IsNumber: true) { Width = 3 }, new("none"), new("b") { Width = 2 }];

    [Test]
    public void Values_are_in_their_places_and_a_column_without_a_width_is_left_out()
    {
        var (text, table) = Written(("abc", 7, "left out", "x"), ("", null, "", ""), ("åäö", 123, "", "yz"));
        Assert.That(text, Is.EqualTo("abc  7  x \n          \nåäö  123yz\n"));
        Assert.That(table.Counts, Is.EqualTo(default(Muutostieto.Records.Fixed.WriteCounts)));
    }

    [Test]
    public void What_has_no_room_or_no_letter_is_counted_and_shifts_nothing()
    {
        var (text, table) = Written(("abcdefg", 7, "", "xyz"), ("Čáh\u0000\n", 1, "", ";\""), ("\r\nab", 9999, "", ""));
        var lines = text.Split('\n')[..^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines.Select(line => line.Length), Is.EqualTo(new[] { 10, 10, 10 }));
            Assert.That(lines[0], Is.EqualTo("abcde7  xy"));
            Assert.That(lines[1], Does.StartWith("Cáh"));
            Assert.That(table.Counts.Transliterated, Is.EqualTo(1));
            Assert.That(table.Counts.Shortened, Is.EqualTo(3));
            Assert.That(table.Counts.Cleaned, Is.EqualTo(2));
        }
    }

    [Test]
    public void Only_the_first_table_is_written()
    {
        using var target = new MemoryStream();
        using var table = new FixedTable(target);
        var (first, second) = (
            table.Open("a", [new TableColumn("x") { Width = 1 }]), table.Open("b", [new TableColumn("y") { Width = 1 }]));
        first.Write("1"u8);
        first.EndRow();
        second.Write("2"u8);
        second.EndRow();
        table.Complete(CancellationToken.None);
        Assert.That(Encoding.Latin1.GetString(target.ToArray()), Is.EqualTo("1\n"));
        Assert.That((first.Rows, second.Rows), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Many_lines_and_lines_longer_than_a_block_are_written_whole()
    {
        using var target = new MemoryStream();
        using var table = new FixedTable(target);
        var rows = table.Open("a", [new TableColumn("x") { Width = 70_000 }]);
        for (var row = 0; row < 5; row++)
        {
            rows.Write(Encoding.ASCII.GetBytes($"{row}"));
            rows.EndRow();
        }

        table.Complete(CancellationToken.None);
        var lines = Encoding.Latin1.GetString(target.ToArray()).Split('\n')[..^1];
        Assert.That(lines.Select(line => line.Trim()), Is.EqualTo(new[] { "0", "1", "2", "3", "4" }));
        Assert.That(lines.All(line => line.Length == 70_000), Is.True);
    }

    private static (string Text, FixedTable Table) Written(params (string A, long? Number, string None, string B)[] rows)
    {
        using var target = new MemoryStream();
        var table = new FixedTable(target);
        var written = table.Open("a", Columns);
        foreach (var (a, number, none, b) in rows)
        {
            written.Write(Encoding.UTF8.GetBytes(a));
            written.Write(number);
            written.Write(Encoding.UTF8.GetBytes(none));
            written.Write(Encoding.UTF8.GetBytes(b));
            written.EndRow();
        }

        table.Complete(CancellationToken.None);
        return (Encoding.Latin1.GetString(target.ToArray()), table);
    }
}
