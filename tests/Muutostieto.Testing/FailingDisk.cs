using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Testing;

/// <summary>
/// The real disk, of which one call fails: every call that touches a file or a folder counts, also each write to an open file.
/// </summary>
/// <param name="failing">Which call fails, the first is 1; 0: none, they are only counted.</param>
internal sealed class FailingDisk(int failing = 0) : IDiskSync
{
    private readonly DiskSync disk = new();
    private IFileSystem? files;
    private int calls;

    /// <summary>Calls so far.</summary>
    internal int Calls => calls;

    public IFileSystem Files => files ??= (IFileSystem)CountingProxy.Around(disk.Files, typeof(IFileSystem), Count);

    public void FlushFile(Stream file)
    {
        Count();
        file.Flush();
    }

    public void FlushDirectory(string path) => Count();

    private void Count()
    {
        if (Interlocked.Increment(ref calls) == failing)
        {
            throw new IOException("No space left on device", 28);
        }
    }
}
