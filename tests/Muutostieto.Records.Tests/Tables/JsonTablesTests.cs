using System.Text;
using System.Text.Json;
using Muutostieto.Records.Tables;

namespace Muutostieto.Records.Tests.Tables;

/// <summary>Tables as JSON lines: whatever is in a value, a row is one line, and reads back as it was written.</summary>
public sealed class JsonTablesTests
{
    [Test]
    public void Rows_of_several_tables_are_lines_in_the_order_in_which_they_are_written()
    {
        using var target = new MemoryStream();
        using (var tables = new JsonTables(target))
        {
            var (first, second) = (
                tables.Open("a", [new TableColumn("x"), new TableColumn("n", IsNumber: true)]), tables.Open("b", [new TableColumn("y")]));
            Row(first, "1", 7);
            Row(second, "2");
            Row(first, "", null);
            Assert.That((first.Rows, second.Rows), Is.EqualTo((2L, 1L)));
            tables.Complete(CancellationToken.None);
        }

        Assert.That(
            Encoding.UTF8.GetString(target.ToArray()),
            Is.EqualTo("""{"taulu":"a","x":"1","n":7}""" + "\n" + """{"taulu":"b","y":"2"}""" + "\n" + """{"taulu":"a"}""" + "\n"));
    }

    [Test]
    public void A_value_and_a_heading_read_back_as_they_were_written()
    {
        string[] values = ["\"", "\\", "\n\r\t\0\u001F\u007F\u0085\u2028", "</script>&<", "åäö Čáhppe 𐍈", "=1+1", "﻿", " "];
        foreach (var heading in values)
        {
            using var target = new MemoryStream();
            using (var tables = new JsonTables(target))
            {
                var rows = tables.Open("a", [new TableColumn("h" + heading)]);
                foreach (var value in values)
                {
                    Row(rows, value);
                }

                tables.Complete(CancellationToken.None);
            }

            var lines = Encoding.UTF8.GetString(target.ToArray()).Split('\n')[..^1];
            Assert.That(
                lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("h" + heading).GetString()), Is.EqualTo(values));
        }
    }

    [Test]
    public void Memory_does_not_grow_with_the_rows()
    {
        using var target = new MemoryStream();
        using var tables = new JsonTables(target);
        var rows = tables.Open("a", [new TableColumn("x")]);
        for (var row = 0; row < 20_000; row++)
        {
            Row(rows, "0123456789");
        }

        Assert.That(target.Length, Is.GreaterThan(500_000), "most is written before it is complete");
    }

    private static void Row(ITableRows rows, string value)
    {
        rows.Write(Encoding.UTF8.GetBytes(value));
        rows.EndRow();
    }

    private static void Row(ITableRows rows, string value, long? number)
    {
        rows.Write(Encoding.UTF8.GetBytes(value));
        rows.Write(number);
        rows.EndRow();
    }
}
