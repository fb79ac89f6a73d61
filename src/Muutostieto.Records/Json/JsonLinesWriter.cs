using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

/// <summary>Writes a file of JSON records, one a line, UTF-8 without a byte order mark.</summary>
/// <param name="stream">Where to; closed with the writer.</param>
/// <param name="unit">What the records are about. Default: persons.</param>
public sealed class JsonLinesWriter(Stream stream, RecordUnit unit = RecordUnit.Person) : IRecordSink
{
    private readonly BufferedStream output = new(stream, 1 << 17);
    private readonly JsonRecordWriter writer = new(unit);

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
