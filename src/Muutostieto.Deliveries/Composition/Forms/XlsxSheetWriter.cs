using System.Buffers;
using System.Globalization;
using System.Text;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// Writes the XML of one sheet. Text is text: it is no formula whatever it begins with, keeps its zeros and blanks, and stays text when it
/// is edited.
/// </summary>
internal sealed class XlsxSheetWriter : IDisposable
{
    private const int Letters = 26;
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'&', (byte)'<', (byte)'>', (byte)'_', 0xEF]);

    private readonly BufferedStream output;
    private readonly List<byte[]> names = [];
    private byte[] row = [];
    private long rows;

    internal XlsxSheetWriter(Stream target)
    {
        output = new BufferedStream(target, 1 << 16);
        output.Write("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>
            """u8);
    }

    internal void BeginRow()
    {
        row = Encoding.ASCII.GetBytes((++rows).ToString(CultureInfo.InvariantCulture));
        output.Write("<row r=\""u8);
        output.Write(row);
        output.Write("\">"u8);
    }

    internal void EndRow() => output.Write("</row>"u8);

    /// <param name="column">From 0.</param>
    /// <param name="digits">ASCII; empty: the cell stays empty.</param>
    internal void Number(int column, ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty)
        {
            return;
        }

        BeginCell(column);
        output.Write("\"><v>"u8);
        output.Write(digits);
        output.Write("</v></c>"u8);
    }

    /// <param name="column">From 0.</param>
    /// <param name="value">UTF-8; empty: the cell stays empty.</param>
    internal void Text(int column, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return;
        }

        BeginCell(column);
        output.Write("\" s=\"1\" t=\"inlineStr\"><is><t"u8);
        output.Write(KeepsBlanks(value) ? " xml:space=\"preserve\">"u8 : ">"u8);
        WriteText(value);
        output.Write("</t></is></c>"u8);
    }

    public void Dispose()
    {
        output.Write("</sheetData></worksheet>"u8);
        output.Flush();
    }

    private void BeginCell(int column)
    {
        while (names.Count <= column)
        {
            names.Add(Encoding.ASCII.GetBytes(NameOf(names.Count)));
        }

        output.Write("<c r=\""u8);
        output.Write(names[column]);
        output.Write(row);
    }

    private static bool KeepsBlanks(ReadOnlySpan<byte> value) => value[0] <= ' ' || value[^1] <= ' ';

    private static string NameOf(int column) =>
        (column < Letters ? "" : NameOf((column / Letters) - 1)) + (char)('A' + (column % Letters));

    private void WriteText(ReadOnlySpan<byte> value)
    {
        for (int at; (at = value.IndexOfAny(Special)) >= 0;)
        {
            var escaped = Escaped(value[at..], out var taken);
            output.Write(value[..at]);
            output.Write(escaped);
            value = value[(at + taken)..];
        }

        output.Write(value);
    }

    /// <summary>
    /// What is written in place of the first characters. The format writes what XML lacks as _x0000_, so that a text which looks like it
    /// must be written so itself.
    /// </summary>
    private static ReadOnlySpan<byte> Escaped(ReadOnlySpan<byte> rest, out int taken)
    {
        taken = 1;
        switch (rest[0])
        {
            case (byte)'&':
                return "&amp;"u8;
            case (byte)'<':
                return "&lt;"u8;
            case (byte)'>':
                return "&gt;"u8;
            case (byte)'_' when rest is [_, (byte)'x', _, _, _, _, (byte)'_', ..]:
                return "_x005F_"u8;
            case < 0x20:
                return Encoding.ASCII.GetBytes($"_x{rest[0]:X4}_");
            case 0xEF when rest is [_, 0xBF, 0xBE or 0xBF, ..]:
                taken = 3;
                return rest[2] == 0xBE ? "_xFFFE_"u8 : "_xFFFF_"u8;
            default:
                return rest[..1];
        }
    }
}
