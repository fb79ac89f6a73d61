using Muutostieto.Records;

namespace Muutostieto.Recipient;

/// <summary>Opens what the user named, or says why that cannot be.</summary>
internal static class InputFile
{
    /// <exception cref="MuutostietoException">The path is missing, a folder, empty or not readable.</exception>
    internal static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new MuutostietoException(ExitCode.Usage, $"{path}: a folder, expected a file. Name the files in it.");

        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new MuutostietoException(ExitCode.Usage, $"{path}: no such file. Check the name and the folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(ExitCode.Error, $"{path}: cannot be read ({error.Message}). Check who may read it and whether another program holds it.", error);
        }

        if (stream.Length > 0)
            return stream;

        stream.Dispose();
        throw new MuutostietoException(ExitCode.Error, $"{path}: empty, expected records. It was cut on its way: fetch it again.");
    }
}
