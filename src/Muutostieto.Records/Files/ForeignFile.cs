using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Records.Files;

/// <summary>
/// Reads small files from a folder that another party writes to. A link there could point at anything that this program may read, and a
/// pipe would block it for ever, so neither is read; check and open are one step, since the file may be replaced in between.
/// </summary>
public static class ForeignFile
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int Growth = 4096;

    // The number of O_NOFOLLOW differs by processor.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm
        ? 0x8000
        : 0x20000;

    /// <summary>Whether anything exists at that path, including a dangling link.</summary>
    public static bool Exists(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>The content; null when it is no plain file, cannot be read, or has more bytes than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellation)
    {
        try
        {
            var file = Open(path, NoFollow);
            await using (file.ConfigureAwait(false))
            {
                if (!file.CanSeek || file.Length > limit)
                {
                    return null;
                }

                // The length may change while it is read; what has grown by much meanwhile is still being written, and not read. What
                // has not grown is not copied: it may be large.
                var content = new byte[file.Length];
                var more = new byte[Math.Min(limit, content.Length + Growth) + 1 - content.Length];
                var count = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellation)
                    .ConfigureAwait(false);
                var grown = await file.ReadAtLeastAsync(more, more.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                return grown == more.Length ? null
                    : grown == 0 && count == content.Length ? content
                    : [.. content.AsSpan(0, count), .. more.AsSpan(0, grown)];
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens a plain file for reading; null when it is none, or cannot be read.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            var file = Open(path, NoFollow);
            if (file.CanSeek)
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The content of a file from outside in a folder of the reader's own, in which links are followed.</summary>
    /// <exception cref="InvalidDataException">It has more bytes than the limit.</exception>
    /// <exception cref="IOException">It is missing, a pipe or a device, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    public static byte[] Read(string path, int limit)
    {
        using var file = Open(path, 0);
        if (!file.CanSeek)
        {
            throw new IOException($"{path}: a pipe or a device.");
        }

        return file.Length <= limit
            ? BoundedRead.All(file, limit)
            : throw new InvalidDataException(FormattableString.Invariant($"more than {limit} bytes"));
    }

    /// <summary>As <see cref="Read"/>; null when it cannot be read for any of the reasons.</summary>
    public static byte[]? TryRead(string path, int limit)
    {
        try
        {
            return Read(path, limit);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private static FileStream Open(string path, int noFollow)
    {
        if (!OperatingSystem.IsLinux())
        {
            return noFollow == 0 || new FileInfo(path).LinkTarget is null
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : throw new IOException($"{path} is a link.");
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), noFollow | NonBlocking | CloseOnExec);
        return descriptor >= 0
            ? new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0)
            : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
