using CsvHelper;

namespace Muutostieto.Records.Csv;

/// <summary>Writes <c>poistuneet.csv</c>: the identity codes that the extract before had and this one has not, and nothing else.</summary>
internal sealed class RemovedTableWriter : IDisposable
{
    private readonly CsvWriter writer;

    internal RemovedTableWriter(Stream output)
    {
        writer = CsvWriter.Create(output, CsvColumns.WriterOptions, leaveOpen: false);
        writer.WriteHeader(["henkilotunnus"]);
    }

    internal long Rows => writer.RecordCount - 1;

    internal void Write(ReadOnlySpan<byte> identityCode)
    {
        CsvTableWriter.WriteValue(writer, identityCode);
        writer.EndRecord();
    }

    public void Dispose() => writer.Dispose();
}
