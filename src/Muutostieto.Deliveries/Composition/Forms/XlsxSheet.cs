using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>
/// The rows of one sheet, kept in a file of lengths and values until the workbook is packed. Of rows beyond the limit only the number is
/// kept.
/// </summary>
/// <param name="name">Of the sheet.</param>
/// <param name="columns">The columns.</param>
/// <param name="file">Read again on packing; closed with this.</param>
/// <param name="mostRows">Rows that a sheet has room for, the headings included.</param>
internal sealed class XlsxSheet(string name, IReadOnlyList<TableColumn> columns, Stream file, long mostRows) : ITableRows, IDisposable
{
    /// <summary>Characters of a cell.</summary>
    private const int LongestValue = 32_767;

    private readonly byte[] number = new byte[20];
    private byte[] value = new byte[256];

    public long Rows { get; private set; }

    internal string Name => name;

    internal bool HasRoom => Rows < mostRows;

    /// <summary>The longest value that is longer than a cell may be, in characters; 0: none is.</summary>
    internal int TooLong { get; private set; }

    public void Write(ReadOnlySpan<byte> value)
    {
        if (value.Length > LongestValue && Encoding.UTF8.GetCharCount(value) is > LongestValue and var characters)
        {
            TooLong = Math.Max(TooLong, characters);
        }

        if (Rows < mostRows - 1)
        {
            Put(value);
        }
    }

    public void Write(long? value)
    {
        var length = 0;
        value?.TryFormat(number, out length, provider: CultureInfo.InvariantCulture);
        Write(number.AsSpan(0, length));
    }

    public void EndRow() => Rows++;

    /// <summary>Writes the sheet's part of the workbook.</summary>
    internal void Pack(Stream target, CancellationToken cancellation)
    {
        file.Position = 0;
        using var writer = new XlsxSheetWriter(target);
        writer.BeginRow();
        for (var column = 0; column < columns.Count; column++)
        {
            writer.Text(column, Encoding.UTF8.GetBytes(columns[column].Name));
        }

        writer.EndRow();
        for (var row = 0L; row < Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.BeginRow();
            for (var column = 0; column < columns.Count; column++)
            {
                var read = Take();
                if (columns[column].IsNumber)
                {
                    writer.Number(column, read);
                }
                else
                {
                    writer.Text(column, read);
                }
            }

            writer.EndRow();
        }
    }

    public void Dispose() => file.Dispose();

    private void Put(ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        file.Write(length);
        file.Write(value);
    }

    private ReadOnlySpan<byte> Take()
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        file.ReadExactly(length);
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size > value.Length)
        {
            value = new byte[size];
        }

        file.ReadExactly(value.AsSpan(0, size));
        return value.AsSpan(0, size);
    }
}
