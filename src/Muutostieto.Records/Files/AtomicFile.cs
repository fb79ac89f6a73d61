using System.IO.Abstractions;

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
    public static void Write(IFileSystem files, string path, ReadOnlySpan<byte> content) =>
        Replace(files, path, content, Abandoned, isPrivate: true);

    /// <summary>Writes a file that others are to read, with the mode of the umask.</summary>
    /// <exception cref="IOException">The disk refuses; what was there is untouched.</exception>
    public static void WriteForOthers(IFileSystem files, string path, ReadOnlySpan<byte> content) =>
        Replace(files, path, content, Abandoned, isPrivate: false);

    /// <summary>Writes a file that others are to read, and that must not be there yet.</summary>
    /// <exception cref="IOException">The disk refuses, or something has that name already: what was there is untouched.</exception>
    public static void CreateForOthers(IFileSystem files, string path, ReadOnlySpan<byte> content) =>
        Replace(files, path, content, Abandoned, isPrivate: false, mayReplace: false);

    /// <summary>
    /// Changes a private file by what it holds, one change at a time: <c>PATH.lock</c> is held meanwhile, so that no change is lost.
    /// </summary>
    /// <param name="files">Where the file is.</param>
    /// <param name="path">The file; all its changes must be made in this way.</param>
    /// <param name="next">Reads the file and returns what it holds from now on; null: there is none.</param>
    /// <exception cref="IOException">The disk refuses, or others held the lock for half a minute; what was there is untouched.</exception>
    public static void Change(IFileSystem files, string path, Func<byte[]?> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        using var held = FileLock.Acquire(files, path + ".lock", Patience);
        if (next() is { } content)
        {
            Replace(files, path, content, TimeSpan.Zero, isPrivate: true);
        }
        else
        {
            files.File.Delete(path);
            FolderFlush.Flush(FolderOf(path));
        }
    }

    private static void Replace(
        IFileSystem files, string path, ReadOnlySpan<byte> content, TimeSpan abandoned, bool isPrivate, bool mayReplace = true)
    {
        RemoveLeftovers(files, path, abandoned);
        var temporary = Path.Combine(FolderOf(path), $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.new");
        try
        {
            using (var stream = Create(files, temporary, isPrivate))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            files.File.Move(temporary, path, mayReplace);
        }
        catch
        {
            Remove(files, temporary);
            throw;
        }

        FolderFlush.Flush(FolderOf(path));
    }

    private static FileSystemStream Create(IFileSystem files, string path, bool isPrivate)
    {
        if (!isPrivate)
        {
            return files.FileStream.New(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }

        return PrivateFile.Open(files, path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    private static void RemoveLeftovers(IFileSystem files, string path, TimeSpan abandoned)
    {
        var hidden = new EnumerationOptions { AttributesToSkip = 0 };
        foreach (var left in files.DirectoryInfo.New(FolderOf(path)).EnumerateFiles($".{Path.GetFileName(path)}.*.new", hidden))
        {
            if (TimeProvider.System.GetUtcNow() - left.LastWriteTimeUtc >= abandoned)
            {
                Remove(files, left.FullName);
            }
        }
    }

    /// <summary>What cannot be removed harms nothing, and the failure that led here is the one to report.</summary>
    private static void Remove(IFileSystem files, string path)
    {
        try
        {
            files.File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next write tries again.
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
}
