namespace Muutostieto.Deliveries.Tests.Drops;

/// <summary>A file whose writes are steps.</summary>
internal sealed class WatchedStream(string path, FileMode mode, FileAccess access, FileShare share, Action<string> step)
    : FileStream(path, mode, access, share)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        step($"write {Path.GetFileName(Name)}");
        return base.WriteAsync(buffer, cancellationToken);
    }
}
