using Muutostieto.Records;

namespace Muutostieto.Recipient;

/// <summary>Opens what the user named, or says why that cannot be.</summary>
internal static class InputFile
{
    /// <exception cref="MuutostietoException">The path is missing, a folder, a pipe or a device, empty or not readable.</exception>
    internal static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{path}: a folder, expected a file. Name the files in it.");
        }

        FileStream stream;
        try
        {
            // Opening a pipe would block until it has a writer; like an empty file it has no length.
            var file = (FileInfo?)File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (file is { Exists: true, Length: 0 })
            {
                throw Empty(path);
            }

            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new MuutostietoException(FailureKind.Usage, $"{path}: no such file. Check the name and the folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: cannot be read ({error.Message}). Check who may read it and whether another program holds it.",
                error);
        }

        if (stream is { CanSeek: true, Length: > 0 })
        {
            return stream;
        }

        stream.Dispose();
        throw Empty(path);
    }

    private static MuutostietoException Empty(string path) =>
        new(
            FailureKind.Fault,
            $"{path}: empty, or no ordinary file (a pipe, a device); expected records. A file that was cut on its way: fetch it again. "
                + "Else save what comes into a file first.");
}
