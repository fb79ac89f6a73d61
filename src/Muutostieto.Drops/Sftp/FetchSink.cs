using System.Security.Cryptography;

namespace Muutostieto.Drops.Sftp;

/// <summary>Takes what a server sends, up to a limit: what it said of a file's size may be untrue.</summary>
internal abstract class FetchSink(long limit) : Stream
{
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position { get => written; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        written += buffer.Length;
        if (written > limit)
        {
            throw new FetchLimitException();
        }

        Take(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected abstract void Take(ReadOnlySpan<byte> content);

    /// <summary>Keeps the content.</summary>
    internal sealed class Content(long limit) : FetchSink(limit)
    {
        private readonly MemoryStream content = new();

        public byte[] All => content.ToArray();

        protected override void Take(ReadOnlySpan<byte> content) => this.content.Write(content);
    }

    /// <summary>Keeps the SHA-256 alone, so that nothing that is compared is written anywhere.</summary>
    internal sealed class Hash(long limit) : FetchSink(limit)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

        protected override void Take(ReadOnlySpan<byte> content) => hash.AppendData(content);

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
