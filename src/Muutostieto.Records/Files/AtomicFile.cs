namespace Muutostieto.Records.Files;

/// <summary>
/// Replaces whole files: written beside under a hidden name of its own, flushed, renamed, and the name flushed. A reader sees the old
/// content or the new, and so does the next start after a power cut. Any number of threads and processes may write the same file: the last
/// one counts, or, by <see cref="Change"/>, each builds on the one before.
/// </summary>
public static class AtomicFile
{
    /// <summary>How long a change waits for others of the same file, each of which takes milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is older was left behind by a process that was killed: no write takes as long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Writes a file for the program's own user alone.</summary>
    /// <exception cref="IOException">The disk refuses; what was there is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => Replace(path, content, Abandoned, isPrivate: true);

    /// <summary>Writes a file that others are to read, with the mode of the umask.</summary>
    /// <exception cref="IOException">The disk refuses; what was there is untouched.</exception>
    public static void WriteForOthers(string path, ReadOnlySpan<byte> content) => Replace(path, content, Abandoned, isPrivate: false);

    /// <summary>
    /// Changes a private file by what it holds, one change at a time: <c>PATH.lock</c> is held meanwhile, so that no change is lost.
    /// </summary>
    /// <param name="path">The file; all its changes must be made in this way.</param>
    /// <param name="next">Reads the file and returns what it holds from now on; null: there is none.</param>
    /// <exception cref="IOException">The disk refuses, or others held the lock for half a minute; what was there is untouched.</exception>
    public static void Change(string path, Func<byte[]?> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        using var held = FileLock.Acquire(path + ".lock", Patience);
        if (next() is { } content)
        {
            Replace(path, content, TimeSpan.Zero, isPrivate: true);
        }
        else
        {
            File.Delete(path);
            FolderFlush.Flush(FolderOf(path));
        }
    }

    private static void Replace(string path, ReadOnlySpan<byte> content, TimeSpan abandoned, bool isPrivate)
    {
        RemoveLeftovers(path, abandoned);
        var temporary = Path.Combine(FolderOf(path), $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.new");
        try
        {
            using (var stream = Create(temporary, isPrivate))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }

        FolderFlush.Flush(FolderOf(path));
    }

    private static FileStream Create(string path, bool isPrivate)
    {
        if (!isPrivate)
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }

        return PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    private static void RemoveLeftovers(string path, TimeSpan abandoned)
    {
        var hidden = new EnumerationOptions { AttributesToSkip = 0 };
        foreach (var left in new DirectoryInfo(FolderOf(path)).EnumerateFiles($".{Path.GetFileName(path)}.*.new", hidden))
        {
            if (TimeProvider.System.GetUtcNow() - left.LastWriteTimeUtc >= abandoned)
            {
                Remove(left.FullName);
            }
        }
    }

    /// <summary>What cannot be removed harms nothing, and the failure that led here is the one to report.</summary>
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next write tries again.
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
}
