using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>The real disk, on which something happens as soon as a file has its name in a folder <c>upload</c>.</summary>
/// <param name="arrived">What; given the folder.</param>
internal sealed class InterruptedDisk(Action<string> arrived) : IDiskSync
{
    private readonly DiskSync disk = new();

    public IFileSystem Files => disk.Files;

    public void FlushFile(Stream file) => disk.FlushFile(file);

    public void FlushDirectory(string path)
    {
        disk.FlushDirectory(path);
        if (Path.GetFileName(path) == "upload" && Directory.EnumerateFiles(path).Any())
        {
            arrived(path);
        }
    }
}
