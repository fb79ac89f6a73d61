using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

/// <summary>Writes a file of JSON records, one a line, UTF-8 without a byte order mark.</summary>
public sealed class JsonLinesWriter(Stream stream) : IRecordSink
{
    private readonly BufferedStream output = new(stream, 1 << 17);
    private readonly JsonRecordWriter writer = new();

    public void Write(RecordView record)
    {
        output.Write(writer.Write(record));
        output.WriteByte((byte)'\n');
    }

    public void Complete() => output.Flush();

    public void Dispose()
    {
        writer.Dispose();
        output.Dispose();
    }
}
