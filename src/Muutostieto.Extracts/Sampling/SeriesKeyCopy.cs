using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Extracts.Sampling;

/// <summary>Copies the keys of series from one folder to another. No key is lost, in neither of the two.</summary>
/// <param name="disk">Where the folders are.</param>
internal sealed class SeriesKeyCopy(IDiskSync disk)
{
    /// <summary>
    /// All keys of the source are in the target then. Where each has a key in use of its own, the newer one is it that knows the other's as
    /// replaced; of two that know nothing of each other nothing is copied.
    /// </summary>
    /// <returns>How many keys the source has.</returns>
    internal int Copy(string source, string target)
    {
        if (string.IsNullOrWhiteSpace(target) || string.IsNullOrWhiteSpace(source))
        {
            throw new MuutostietoException(FailureKind.Usage, "the folder has no name. Nothing was copied. Name it.");
        }

        try
        {
            return Copied(source, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{target}: the keys of {source} cannot be copied there ({failure.Message}). Those that were copied are whole. Name a "
                    + "folder that can be written, and run it again.",
                failure);
        }
    }

    private int Copied(string source, string target)
    {
        var (keys, there) = (KeysOf(source), KeysOf(target));
        if (keys.Count == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{source}: there is no key of a series in it. Nothing was copied. Name the folder that has the keys.");
        }

        var kept = there.Where(each => each.Value.IsCurrent).ToDictionary(each => each.Value.Key.Name, each => each.Value.Key);
        foreach (var (name, (key, isCurrent)) in keys.Where(each => each.Value.IsCurrent))
        {
            if (kept.GetValueOrDefault(key.Name) is { } other && other.Hash != key.Hash && !Knows(keys, other) && !Knows(there, key))
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{Path.Combine(target, name)}: it is another key than {Path.Combine(source, name)}, and neither has replaced the "
                        + "other. Nothing was copied: one of the two would be lost. Choose another folder, or move that file away.");
            }
        }

        PrivateFile.CreateFolder(disk.Files, target);

        // Those that were replaced first: when it is broken off, no key in use has gone that is not there under its other name.
        foreach (var (name, (key, isCurrent)) in keys.OrderBy(each => each.Value.IsCurrent))
        {
            var isOlder = isCurrent && kept.GetValueOrDefault(key.Name) is { } other && other.Hash != key.Hash && !Knows(keys, other);
            var file = isOlder ? SeriesKeyFile.FormerName(key.Name, key.Hash) : name;
            AtomicFile.Write(disk.Files, Path.Combine(target, file), SeriesKeyFile.TextOf(key.ToBytes()));
        }

        return keys.Count;
    }

    /// <summary>Whether a key is among those of a folder, in use or replaced.</summary>
    private static bool Knows(Dictionary<string, (SeriesKey Key, bool IsCurrent)> keys, SeriesKey key) =>
        keys.Values.Any(each => each.Key.Name == key.Name && each.Key.Hash == key.Hash);

    private Dictionary<string, (SeriesKey Key, bool IsCurrent)> KeysOf(string folder)
    {
        var keys = new Dictionary<string, (SeriesKey, bool)>(StringComparer.Ordinal);
        var files = disk.Files.Directory.Exists(folder)
            ? disk.Files.Directory.EnumerateFiles(folder, "*" + SeriesKeyFile.Extension)
            : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            if (SeriesKeyFile.Parse(Path.GetFileName(path)) is { } parsed)
            {
                var bytes = SeriesKeyFile.Read(disk.Files, path) ?? throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{path}: it is damaged, expected were {SeriesKey.Length} bytes in base64. Nothing was copied. Restore the file, or "
                        + "move it away.");
                keys.Add(Path.GetFileName(path), (new SeriesKey(parsed.Series, bytes), parsed.IsCurrent));
            }
        }

        return keys;
    }
}
