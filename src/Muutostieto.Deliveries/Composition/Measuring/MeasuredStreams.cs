using System.IO.Abstractions;
using Microsoft.Win32.SafeHandles;

namespace Muutostieto.Deliveries.Composition.Measuring;

/// <summary>Makes files of a <see cref="MeasuringDisk"/>.</summary>
internal sealed class MeasuredStreams(MeasuringFiles files) : IFileStreamFactory
{
    public IFileSystem FileSystem => files;

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize) =>
        files.Create(path, access);

    public FileSystemStream New(string path, FileStreamOptions options) => files.Create(path, options.Access);

    public FileSystemStream New(SafeFileHandle handle, FileAccess access) => throw new NotSupportedException();

    public FileSystemStream New(SafeFileHandle handle, FileAccess access, int bufferSize) => throw new NotSupportedException();

    public FileSystemStream New(SafeFileHandle handle, FileAccess access, int bufferSize, bool isAsync) =>
        throw new NotSupportedException();

    public FileSystemStream New(string path, FileMode mode) => throw new NotSupportedException();

    public FileSystemStream New(string path, FileMode mode, FileAccess access) => throw new NotSupportedException();

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share) => throw new NotSupportedException();

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, bool useAsync) =>
        throw new NotSupportedException();

    public FileSystemStream New(
        string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options) =>
        throw new NotSupportedException();

    public FileSystemStream Wrap(FileStream fileStream) => throw new NotSupportedException();
}
