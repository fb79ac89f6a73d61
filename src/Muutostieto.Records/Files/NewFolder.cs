using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>Makes folders that options and settings name.</summary>
public static class NewFolder
{
    /// <summary>Makes a private folder when only it is missing: of a path that is mistyped more than its last folder is.</summary>
    /// <param name="files">Where it is made.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="namedBy">The option or setting that names it.</param>
    /// <param name="remedy">How another one is named; null when <paramref name="namedBy"/> says it.</param>
    /// <exception cref="MuutostietoException">Usage: the folder above is missing, or something else has its name.</exception>
    public static void Make(IFileSystem files, string folder, string namedBy, Remedy? remedy = null)
    {
        if (!files.Directory.Exists(folder))
        {
            if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } above && !Presence.IsThere(files, above))
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{folder}: the folder cannot be made, for {above} does not exist. Nothing was made. Correct {namedBy}, or make that "
                        + "folder first.")
                {
                    Remedy = remedy,
                };
            }

            PrivateFile.CreateFolder(files, folder);
        }
    }
}
