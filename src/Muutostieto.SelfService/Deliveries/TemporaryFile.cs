using System.IO.Abstractions;
using Muutostieto.Hosting;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// Private files that are gone when they are closed. What a process that was killed has left is removed with the next one, a day later.
/// </summary>
internal static class TemporaryFile
{
    private const string Ending = ".passing";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    internal static FileSystemStream New(Installation work)
    {
        var files = work.Disk.Files;
        var folder = Path.Combine(work.DataDirectory, "selfservice");
        PrivateFile.CreateFolder(files, folder);
        foreach (var left in files.DirectoryInfo.New(folder).EnumerateFiles("*" + Ending))
        {
            if (TimeProvider.System.GetUtcNow() - left.LastWriteTimeUtc >= Abandoned)
            {
                left.Delete();
            }
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return files.FileStream.New(Path.Combine(folder, Path.GetRandomFileName() + Ending), options);
    }
}
