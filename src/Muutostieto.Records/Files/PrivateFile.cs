using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>
/// Makes files and folders that hold persons or what concerns them: readable for the program's own user alone (0600, 0700), whatever the
/// umask. Every such file and folder is made here; on Windows the rights of the folder above count. What others are to read (a drop,
/// receipts) is made elsewhere, as the umask says.
/// </summary>
public static class PrivateFile
{
    /// <summary>Everything that a group or others may do with a file.</summary>
    public const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private const UnixFileMode OfFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file. One that is there keeps its mode.</summary>
    public static FileSystemStream Open(
        IFileSystem files,
        string path,
        FileMode mode,
        FileAccess access,
        FileShare share,
        int bufferSize = 4096,
        FileOptions options = FileOptions.None
    ) => files.FileStream.New(path, Options(mode, access, share, bufferSize, options));

    /// <summary>Writes a whole file, also in the place of another one.</summary>
    public static void Write(IFileSystem files, string path, ReadOnlySpan<byte> content)
    {
        using var file = Open(files, path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(content);
    }

    /// <summary>
    /// Creates an empty file where there is none, for SQLite to open: it takes it for a new database, and gives its mode to its side files.
    /// </summary>
    public static void Ensure(IFileSystem files, string path)
    {
        // One that is there is not opened: closing it would free the locks that SQLite holds on it in this process.
        if (files.File.Exists(path))
        {
            return;
        }

        try
        {
            Open(files, path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (files.File.Exists(path))
        {
            // Another program was first, and made it in the same way.
        }
    }

    /// <summary>Makes a folder and those above it that are missing. One that is there keeps its mode.</summary>
    public static void CreateFolder(IFileSystem files, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            files.Directory.CreateDirectory(path);
            return;
        }

        // Directory.CreateDirectory gives the mode to the last folder alone.
        var missing = new Stack<string>();
        for (
            var folder = Path.GetFullPath(path);
            folder is not null && !files.Directory.Exists(folder);
            folder = Path.GetDirectoryName(folder))
        {
            missing.Push(folder);
        }

        foreach (var folder in missing)
        {
            files.Directory.CreateDirectory(folder, OfFolder);
        }
    }

    private static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options)
    {
        var open = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = bufferSize, Options = options };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
        {
            open.UnixCreateMode = OfFile;
        }

        return open;
    }
}
