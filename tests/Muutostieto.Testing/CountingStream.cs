using System.IO.Abstractions;

namespace Muutostieto.Testing;

/// <summary>An open file whose writes count.</summary>
internal sealed class CountingStream(FileSystemStream file, Action count) : FileSystemStream(file, file.Name, file.IsAsync)
{
    public override void Write(byte[] buffer, int offset, int length)
    {
        count();
        base.Write(buffer, offset, length);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        count();
        base.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        count();
        return base.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush(bool flushToDisk) => base.Flush();
}
