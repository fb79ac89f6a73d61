using Muutostieto.Records.Fixed;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Writes the first table that is opened as lines of fixed width in ISO-8859-1: its columns that have a width, left aligned, without
/// headings; LF ends a line. It has no other table.
/// </summary>
/// <param name="target">Where it is written; left open.</param>
public sealed class FixedTable(Stream target) : ITablePackage
{
    private Lines? first;

    /// <summary>What could not be written as it is.</summary>
    public WriteCounts Counts => first?.Counts ?? default;

    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null)
    {
        var lines = new Lines(first is null ? target : null, columns);
        first ??= lines;
        return lines;
    }

    public void Complete(CancellationToken cancellation) => first?.Flush();

    public void Dispose()
    {
    }

    /// <param name="target">Null: nothing is written.</param>
    /// <param name="columns">The columns.</param>
    private sealed class Lines(Stream? target, IReadOnlyList<TableColumn> columns) : ITableRows
    {
        private const int Full = 1 << 16;
        private readonly FixedTextEncoder encoder = new();
        private readonly int length = columns.Sum(column => column.Width) + 1;
        private readonly byte[] block = new byte[Math.Max(Full, columns.Sum(column => column.Width) + 1)];
        private int column;
        private int at;

        public long Rows { get; private set; }

        internal WriteCounts Counts => new(encoder.Transliterated, encoder.Shortened, encoder.Cleaned);

        public void Write(ReadOnlySpan<byte> value)
        {
            var width = columns[column++].Width;
            if (target is not null && width > 0)
            {
                _ = encoder.EncodeText(value, block.AsSpan(at, width));
                at += width;
            }
        }

        public void Write(long? value)
        {
            Span<byte> digits = stackalloc byte[20];
            var written = 0;
            _ = value?.TryFormat(digits, out written);
            Write(digits[..written]);
        }

        public void EndRow()
        {
            (column, Rows) = (0, Rows + 1);
            if (target is null)
            {
                return;
            }

            block[at++] = (byte)'\n';
            if (at + length > block.Length)
            {
                Flush();
            }
        }

        internal void Flush()
        {
            target?.Write(block, 0, at);
            at = 0;
        }
    }
}
