using System.Globalization;
using System.IO.Abstractions;
using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// The most rights that a file gets on the server: those of the file here, or those that this process gives a new file. The server's own
/// umask may leave it fewer. On Windows there are none, and the server decides.
/// </summary>
internal static class RemoteMode
{
    private const UnixFileMode All = (UnixFileMode)0b110_110_110;

    public static UnixFileMode? Of(IFileSystem files, string path) =>
        OperatingSystem.IsWindows() ? null : files.File.GetUnixFileMode(path) & All;

    /// <summary>Null where the system does not say what the process's umask is.</summary>
    public static UnixFileMode? OfNewFile()
    {
        const string status = "/proc/self/status";
        if (!OperatingSystem.IsLinux() || !File.Exists(status))
        {
            return null;
        }

        var umask = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("Umask:", StringComparison.Ordinal));
        return umask is null ? null : All & ~(UnixFileMode)Convert.ToInt32(umask[6..].Trim(), 8);
    }

    /// <summary>What a server's file allows.</summary>
    public static UnixFileMode Of(SftpFileAttributes file) =>
        (file.OwnerCanRead ? UnixFileMode.UserRead : 0) | (file.OwnerCanWrite ? UnixFileMode.UserWrite : 0)
        | (file.GroupCanRead ? UnixFileMode.GroupRead : 0) | (file.GroupCanWrite ? UnixFileMode.GroupWrite : 0)
        | (file.OthersCanRead ? UnixFileMode.OtherRead : 0) | (file.OthersCanWrite ? UnixFileMode.OtherWrite : 0);

    /// <summary>In the digits that the library takes: 640 for rw-r-----.</summary>
    public static short Digits(UnixFileMode mode) => short.Parse(Convert.ToString((int)mode, 8), CultureInfo.InvariantCulture);
}
