using System.Diagnostics;
using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>
/// A lock for moments, between threads and processes: an empty private file that one at a time has open. The system frees it when the
/// process ends, however it ends. The file stays: removing it would let two holders lock two files of one name.
/// </summary>
public static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the lock. Disposing of what is returned frees it.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="path">The lock's own file; its folder must be there.</param>
    /// <param name="patience">How long to wait.</param>
    /// <exception cref="IOException">It was held for all that time, or the file cannot be opened.</exception>
    public static FileSystemStream Acquire(IFileSystem files, string path, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.Open(files, path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (Presence.IsHeldByAnother(held) && Stopwatch.GetElapsedTime(began) < patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
