using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Keeps what is known of the connections in <c>connections.json</c> of the data directory, by user. The service alone writes it. Losing it
/// loses no data: the time from which a connection counts as not fetching begins anew.
/// </summary>
public sealed class ConnectionMemoryFile(IFileSystem files, string dataDirectory)
{
    private readonly string path = Path.Combine(dataDirectory, "connections.json");

    /// <summary>What is remembered; nothing when there is no file, or one that cannot be read.</summary>
    public IReadOnlyDictionary<string, ConnectionMemory> Read()
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

    /// <summary>Remembers them in the place of what was remembered.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Write(IReadOnlyDictionary<string, ConnectionMemory> connections) =>
        AtomicFile.Change(
            files,
            path,
            () => JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, ConnectionMemory>(connections),
                ConnectionMemoryContext.Relaxed.DictionaryStringConnectionMemory));
}
