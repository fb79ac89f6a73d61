using System.Text.Json;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Status;

/// <summary>
/// Keeps an <see cref="ImportFailure"/> in <c>import-failure.json</c> of the data directory until an import succeeds. Outside of the register, whose transaction was
/// rolled back, and which may not exist yet.
/// </summary>
public sealed class ImportFailureFile(string dataDirectory)
{
    internal const string Name = "import-failure.json";

    private readonly string path = Path.Combine(dataDirectory, Name);

    /// <summary>The failure; null when the last import succeeded. A file that cannot be read is a failure of which no more is known.</summary>
    public ImportFailure? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ImportFailureContext.Relaxed.ImportFailure) ?? Unknown;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return Unknown;
        }
    }

    /// <summary>Remembers that an import failed.</summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public void Remember(ExitCode exitCode, DateTimeOffset at) => AtomicFile.Change(path, () =>
    {
        var before = Read();
        var failure = new ImportFailure(before?.Since ?? at, exitCode, (before?.Times ?? 0) + 1);
        return JsonSerializer.SerializeToUtf8Bytes(failure, ImportFailureContext.Relaxed.ImportFailure);
    });

    /// <summary>An import has succeeded.</summary>
    public void Forget()
    {
        if (File.Exists(path))
        {
            AtomicFile.Change(path, () => null);
        }
    }

    private static ImportFailure Unknown => new(null, ExitCode.Error, 0);
}
