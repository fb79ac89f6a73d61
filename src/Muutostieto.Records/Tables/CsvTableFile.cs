using CsvHelper;
using Muutostieto.Records.Csv;

namespace Muutostieto.Records.Tables;

/// <summary>Writes one table as a plain CSV file, with the dialect of the CSV package.</summary>
/// <param name="target">Where it is written; left open.</param>
public sealed class CsvTableFile(Stream target) : ITablePackage
{
    private Rows? table;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It has a table already.</exception>
    public ITableRows Open(string name, IReadOnlyList<TableColumn> columns, string? title = null) => table is null
        ? table = new Rows(CsvWriter.Create(target, CsvColumns.WriterOptions, leaveOpen: true), columns)
        : throw new InvalidOperationException("A CSV file has one table.");

    public void Complete(CancellationToken cancellation) => table?.Dispose();

    public void Dispose() => table?.Dispose();

    private sealed class Rows : ITableRows, IDisposable
    {
        private readonly CsvWriter writer;
        private bool isClosed;

        internal Rows(CsvWriter writer, IReadOnlyList<TableColumn> columns)
        {
            this.writer = writer;
            writer.WriteHeader([.. columns.Select(column => column.Name)]);
        }

        long ITableRows.Rows => writer.RecordCount - 1;

        public void Write(ReadOnlySpan<byte> value) => CsvTableWriter.WriteValue(writer, value);

        public void Write(long? value)
        {
            if (value is { } number)
            {
                writer.WriteField(number, []);
            }
            else
            {
                writer.WriteField(ReadOnlySpan<byte>.Empty);
            }
        }

        public void EndRow() => writer.EndRecord();

        public void Dispose()
        {
            if (!isClosed)
            {
                isClosed = true;
                writer.Dispose();
            }
        }
    }
}
