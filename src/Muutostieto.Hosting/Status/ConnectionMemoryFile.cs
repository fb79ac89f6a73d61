using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Keeps what is known of the connections in <c>connections.json</c> of the data directory. The service alone writes it.
/// </summary>
internal sealed class ConnectionMemoryFile(IFileSystem files, string dataDirectory) : ConnectionMemoryPlace
{
    private readonly string path = Path.Combine(dataDirectory, "connections.json");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ConnectionMemory> Read()
    {
        try
        {
            var read = JsonSerializer.Deserialize(
                files.File.ReadAllBytes(path), ConnectionMemoryContext.Relaxed.DictionaryStringConnectionMemory);
            return (read ?? []).Where(pair => pair.Value is not null).ToDictionary();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Dictionary<string, ConnectionMemory>();
        }
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyDictionary<string, ConnectionMemory> connections) =>
        AtomicFile.Change(
            files,
            path,
            () => JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, ConnectionMemory>(connections),
                ConnectionMemoryContext.Relaxed.DictionaryStringConnectionMemory));
}
