namespace Muutostieto.Records.Workbooks;

/// <summary>
/// Passes XML on as long as there is a <c>&lt;</c> every now and then: a reader keeps whole attributes and names in memory, and none of
/// them has that character.
/// </summary>
/// <param name="source">Closed with this.</param>
internal sealed class MarkupStream(Stream source) : Stream
{
    private const int Longest = 1 << 20;
    private long since;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        var last = buffer[..read].LastIndexOf((byte)'<');
        since = last < 0 ? since + read : read - last;
        return since <= Longest ? read : throw new WorkbookLimitException($"it has a name or value of more than {Longest} bytes");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
