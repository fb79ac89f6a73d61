using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Testing;

/// <summary>Nothing is made durable: the tests look at what is said, not at whether it lasts.</summary>
internal sealed class NoDisk : IDiskSync
{
    internal static NoDisk Instance { get; } = new();

    public IFileSystem Files { get; } = new FileSystem();

    public void FlushFile(Stream file)
    {
    }

    public void FlushDirectory(string path)
    {
    }
}
