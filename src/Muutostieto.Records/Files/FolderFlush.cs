using System.Runtime.InteropServices;
using System.Text;

namespace Muutostieto.Records.Files;

/// <summary>
/// Makes the names in a folder durable. The framework opens no folders, so on Unix the C library is asked directly.
/// Windows has no such call: its file systems journal their names themselves.
/// </summary>
public static class FolderFlush
{
    private const int ReadOnly = 0;
    private const int LinuxCloseOnExec = 0x80000;
    private const int InvalidArgument = 22;

    /// <summary>Waits until files made, renamed and removed in the folder are so on the disk.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var flags = OperatingSystem.IsLinux() ? ReadOnly | LinuxCloseOnExec : ReadOnly;
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), flags);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        try
        {
            // Network file systems that cannot flush a folder answer "invalid argument"; there is nothing more to be done there.
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failure(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path) =>
        new($"{path}: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
