using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>The real disk of a process that is killed at one of its calls: that one and all later ones are not done.</summary>
/// <param name="last">The call at which it is killed, the first is 1; 0: never.</param>
internal sealed class StoppingDisk(int last = 0) : IDiskSync
{
    private readonly DiskSync disk = new();
    private IFileSystem? files;

    /// <summary>Calls so far.</summary>
    internal int Calls { get; private set; }

    public IFileSystem Files => files ??= (IFileSystem)CountingProxy.Around(disk.Files, typeof(IFileSystem), Count);

    public void FlushFile(Stream file)
    {
        Count();
        disk.FlushFile(file);
    }

    public void FlushDirectory(string path)
    {
        Count();
        disk.FlushDirectory(path);
    }

    private void Count()
    {
        if (++Calls >= last && last > 0)
        {
            throw new StoppedException();
        }
    }
}
