using System.IO.Abstractions;

namespace Muutostieto.Testing;

/// <summary>The real file system with its files watched.</summary>
internal sealed class WatchedFileSystem(IFile files) : FileSystem, IFileSystem
{
    IFile IFileSystem.File => files;
}
