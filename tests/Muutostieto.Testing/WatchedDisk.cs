using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Testing;

/// <summary>
/// The real file system, with every changing step written down and, before it is done, a chance to stop there or to fail.
/// </summary>
internal sealed class WatchedDisk : FileWrapper, IDiskSync
{
    private readonly Action<string> before;
    private readonly DiskSync disk = new();

    /// <param name="before">Called with each step before it is done, e.g. <c>move .a.part a</c>; may throw.</param>
    public WatchedDisk(Action<string>? before = null)
        : base(new FileSystem())
    {
        this.before = before ?? (_ => { });
        Files = new WatchedFileSystem(this);
    }

    public IFileSystem Files { get; }

    /// <summary>The steps done so far.</summary>
    public List<string> Steps { get; } = [];

    public override FileSystemStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        if (access == FileAccess.Read)
        {
            return base.Open(path, mode, access, share);
        }

        Step($"make {Path.GetFileName(path)}");
        return new WatchedStream(path, mode, access, share, Step);
    }

    public override void Move(string sourceFileName, string destFileName)
    {
        Step($"move {Path.GetFileName(sourceFileName)} {Path.GetFileName(destFileName)}");
        base.Move(sourceFileName, destFileName);
    }

    public override void Delete(string path)
    {
        Step($"delete {Path.GetFileName(path)}");
        base.Delete(path);
    }

    public void FlushFile(Stream file)
    {
        Step($"flush {Path.GetFileName(((FileSystemStream)file).Name)}");
        disk.FlushFile(file);
    }

    public void FlushDirectory(string path)
    {
        Step($"flush {Path.GetFileName(path)}/");
        disk.FlushDirectory(path);
    }

    private void Step(string step)
    {
        this.before(step);
        Steps.Add(step);
    }
}
