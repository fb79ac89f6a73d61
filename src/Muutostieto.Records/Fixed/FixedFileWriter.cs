using System.Buffers;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Fixed;

/// <summary>Writes a fixed-width file through a buffer of bounded size.</summary>
public sealed class FixedFileWriter : IRecordSink
{
    private const int FlushAt = 1 << 18;
    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt + (1 << 16));
    private readonly FixedRecordWriter writer;

    /// <summary>Starts a file; the stream is closed with the writer.</summary>
    public FixedFileWriter(Stream stream)
    {
        this.stream = stream;
        writer = new FixedRecordWriter(buffer);
    }

    /// <summary>What had to be changed so far.</summary>
    public WriteCounts Counts => writer.Counts;

    /// <summary>Lines written by <see cref="Write"/> so far, which the envelope counts.</summary>
    public long Lines { get; private set; }

    public void Write(RecordView record)
    {
        writer.Write(record);
        Lines++;
        if (buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    /// <summary>Writes a transport line, which is not counted.</summary>
    public void WriteEnvelope(ReadOnlySpan<byte> line)
    {
        buffer.Write(line);
        buffer.Write("\r\n"u8);
    }

    public void Complete() => Flush();

    public void Dispose() => stream.Dispose();

    private void Flush()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
