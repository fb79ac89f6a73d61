using System.IO.Abstractions;

namespace Muutostieto.Testing;

/// <summary>A file whose writes are steps.</summary>
internal sealed class WatchedStream(string path, FileMode mode, FileAccess access, FileShare share, Action<string> step)
    : FileSystemStream(new FileStream(path, mode, access, share), path, isAsync: false)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        step($"write {Path.GetFileName(Name)}");
        return base.WriteAsync(buffer, cancellationToken);
    }
}
