using Microsoft.AspNetCore.Http;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>A file in a form: one that ends before its end mark has broken off, and is refused as what did not arrive whole.</summary>
internal sealed class PartBody(Stream part) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => part.Position;
        set => throw new NotSupportedException();
    }

    private static SendingException Broken => new(StatusCodes.Status400BadRequest, Notice.Unreadable);

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return part.Read(buffer, offset, count);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Broken;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Broken;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static bool IsBroken(Exception failure) => failure is InvalidDataException or (IOException and not BadHttpRequestException);
}
