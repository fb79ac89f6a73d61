using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Keeps an <see cref="ImportFailure"/> in <c>import-failure.json</c> of the data directory until each of its files has been imported.
/// Outside of the register, whose transaction was rolled back, and which may not exist yet.
/// </summary>
public sealed class ImportFailureFile(IFileSystem files, string dataDirectory, string name = ImportFailureFile.Name)
{
    /// <summary>Of imports of files.</summary>
    public const string Name = "import-failure.json";

    /// <summary>Of the interface that feeds the register.</summary>
    public const string FeedName = "feed-failure.json";

    private readonly string path = Path.Combine(dataDirectory, name);
    private readonly string reserve = Path.Combine(dataDirectory, Path.ChangeExtension(name, ".reserve"));

    /// <summary>
    /// The failure; null when the last import succeeded. A file that cannot be read is a failure of which no more is known.
    /// </summary>
    public ImportFailure? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(files.File.ReadAllBytes(path), ImportFailureContext.Relaxed.ImportFailure) ?? Unknown;
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

    /// <summary>
    /// Whether an import of a file of this name failed; true as well where the names are not known.
    /// </summary>
    public bool MayHave(string name) => Read() is { } failure && (failure.Files is not { } failed || failed.Contains(KeyOf(name)));

    /// <summary>
    /// Keeps some room, so that a failure can be remembered on a full disk: an import that fails for want of room may have had an order.
    /// </summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public void Reserve()
    {
        if (!files.File.Exists(reserve))
        {
            var room = new byte[4096];
            room.AsSpan().Fill((byte)' ');
            AtomicFile.Write(files, reserve, room);
        }
    }

    /// <summary>Remembers that an import of these files failed; on a full disk in the room that is kept for it.</summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public void Remember(FailureKind kind, DateTimeOffset at, params IReadOnlyCollection<string> names)
    {
        try
        {
            Add(kind, at, names);
        }
        catch (IOException) when (files.File.Exists(reserve))
        {
            files.File.Delete(reserve);
            Add(kind, at, names);
        }
    }

    private void Add(FailureKind kind, DateTimeOffset at, IReadOnlyCollection<string> names) =>
        AtomicFile.Change(files, path, () =>
        {
            var before = Read();
            var failed = (before?.Files ?? []).Union(names.Select(KeyOf)).ToList();
            return Bytes(
                new ImportFailure(before?.Since ?? at, kind, (before?.Times ?? 0) + 1) { Files = failed.Count > 0 ? failed : null });
        });

    /// <summary>Forgets files that have been imported, or replaced by others; the failure is over when none is left.</summary>
    /// <exception cref="IOException">The data directory cannot be written.</exception>
    public void Forget(IReadOnlyCollection<string> names)
    {
        if (!files.File.Exists(path))
        {
            return;
        }

        AtomicFile.Change(files, path, () =>
            Read() is { Files.Count: > 0 } before && before.Files.Except(names.Select(KeyOf)).ToList() is { Count: > 0 } left
                ? Bytes(before with { Files = left })
                : null);
    }

    private static string KeyOf(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(file))));

    private static byte[] Bytes(ImportFailure failure) =>
        JsonSerializer.SerializeToUtf8Bytes(failure, ImportFailureContext.Relaxed.ImportFailure);

    private static ImportFailure Unknown => new(null, FailureKind.Fault, 0);
}
