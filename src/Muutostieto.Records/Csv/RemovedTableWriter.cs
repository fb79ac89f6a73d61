using System.Text;
using CsvHelper;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Csv;

/// <summary>Writes <c>poistuneet.csv</c>.</summary>
internal sealed class RemovedTableWriter : IDisposable
{
    private readonly RemovedTable table;
    private readonly CsvWriter writer;

    internal RemovedTableWriter(RemovedTable table, Stream output)
    {
        this.table = table;
        writer = CsvWriter.Create(output, CsvColumns.WriterOptions, leaveOpen: false);
        writer.WriteHeader([.. table.Columns]);
    }

    internal long Rows => writer.RecordCount - 1;

    internal void Write(RecordView record)
    {
        foreach (var value in table.RowOf(record))
        {
            CsvTableWriter.WriteValue(writer, Encoding.UTF8.GetBytes(value));
        }

        writer.EndRecord();
    }

    public void Dispose() => writer.Dispose();
}
