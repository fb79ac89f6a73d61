using System.Security.Cryptography;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// Hashes a file while it is read, and keeps its last bytes back until the hash is that of the ledger: a file that is not what was recorded
/// never arrives whole.
/// </summary>
internal sealed class VerifiedStream(Stream source, DeliveryFile file) : Stream
{
    private const int Kept = 1 << 12;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream last = new();
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Bytes;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || position == file.Bytes)
        {
            return 0;
        }

        var held = Math.Max(0, file.Bytes - Kept);
        if (position < held)
        {
            var count = source.Read(buffer[..(int)Math.Min(buffer.Length, held - position)]);
            if (count == 0)
            {
                throw Different();
            }

            hash.AppendData(buffer[..count]);
            position += count;
            return count;
        }

        if (last.Length == 0)
        {
            Verify();
        }

        var given = last.Read(buffer);
        position += given;
        return given;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            hash.Dispose();
            last.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Verify()
    {
        source.CopyTo(last);
        hash.AppendData(last.GetBuffer().AsSpan(0, (int)last.Length));
        if (position + last.Length != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw Different();
        }

        last.Position = 0;
    }

    private InvalidDataException Different() => new($"{file.Name} is not what was recorded.");
}
