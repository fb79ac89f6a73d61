using System.Collections.Concurrent;
using System.IO.Abstractions;
using System.Reflection;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Tests;

/// <summary>The real disk, which counts the bytes that are read and notes what is made durable.</summary>
internal sealed class MeteredDisk : IDiskSync
{
    private readonly Action<string> flushing;

    /// <param name="flushing">Called with the name of a file or folder before it is made durable; may wait or throw.</param>
    internal MeteredDisk(Action<string>? flushing = null)
    {
        this.flushing = flushing ?? (_ => { });
        Files = new MeteredFiles(MeteredStreams.Around(new FileSystem().FileStream, read => BytesRead += read));
    }

    internal long BytesRead { get; private set; }

    /// <summary>What was made durable so far.</summary>
    internal ConcurrentQueue<string> Flushed { get; } = [];

    public IFileSystem Files { get; }

    public void FlushFile(Stream file) => Flush(Path.GetFileName(((FileSystemStream)file).Name));

    public void FlushDirectory(string path) => Flush(Path.GetFileName(path) + "/");

    private void Flush(string name)
    {
        flushing(name);
        Flushed.Enqueue(name);
    }

    private sealed class MeteredFiles(IFileStreamFactory streams) : FileSystem, IFileSystem
    {
        IFileStreamFactory IFileSystem.FileStream => streams;
    }
}

/// <summary>Opens files whose reading is counted.</summary>
public class MeteredStreams : DispatchProxy
{
    private IFileStreamFactory target = null!;
    private Action<int> read = null!;

    internal static IFileStreamFactory Around(IFileStreamFactory target, Action<int> read)
    {
        var face = Create<IFileStreamFactory, MeteredStreams>();
        ((MeteredStreams)(object)face).target = target;
        ((MeteredStreams)(object)face).read = read;
        return face;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        try
        {
            return targetMethod!.Invoke(target, args) is FileSystemStream stream ? new Metered(stream, read) : null;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private sealed class Metered(FileSystemStream file, Action<int> read) : FileSystemStream(file, file.Name, file.IsAsync)
    {
        public override int Read(byte[] buffer, int offset, int count) => Count(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Count(base.Read(buffer));

        private int Count(int bytes)
        {
            read(bytes);
            return bytes;
        }
    }
}
