using Muutostieto.Records.Fixed;

namespace Muutostieto.Records.Tables;

/// <summary>
/// Writes one table in the form of the open address file (<c>.OPT</c>): ISO-8859-1, semicolons, CR LF, no headings. A letter that the
/// character set lacks is replaced by one that it has, a semicolon within a value by a comma. The line ends are ours: no source says them.
/// </summary>
/// <param name="target">Where it is written; left open.</param>
public sealed class OpenAddressFile(Stream target) : ITablePackage
{
    private Lines? table;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It has a table already.</exception>
    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null) => table is null
        ? table = new Lines(target)
        : throw new InvalidOperationException("An address file has one table.");

    public void Complete(CancellationToken cancellation) => table?.Flush();

    public void Dispose()
    {
    }

    private sealed class Lines(Stream target) : ITableRows
    {
        private const int Full = 1 << 16;
        private readonly FixedTextEncoder encoder = new();
        private readonly byte[] value = new byte[1 << 10];
        private readonly List<byte> line = new(Full + 1024);
        private bool isFirst = true;

        public long Rows { get; private set; }

        public void Write(ReadOnlySpan<byte> value)
        {
            if (!isFirst)
            {
                line.Add((byte)';');
            }

            isFirst = false;
            encoder.EncodeText(value, this.value);
            var text = this.value.AsSpan().TrimEnd((byte)' ');
            text.Replace((byte)';', (byte)',');
            line.AddRange(text);
        }

        public void Write(long? value)
        {
            Span<byte> digits = stackalloc byte[20];
            var length = 0;
            _ = value is { } number && number.TryFormat(digits, out length);
            Write(digits[..length]);
        }

        public void EndRow()
        {
            line.AddRange("\r\n"u8);
            isFirst = true;
            Rows++;
            if (line.Count >= Full)
            {
                Flush();
            }
        }

        internal void Flush()
        {
            target.Write([.. line]);
            line.Clear();
        }
    }
}
