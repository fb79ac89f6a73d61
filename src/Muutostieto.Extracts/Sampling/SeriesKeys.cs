using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// The keys of the series: a file <c>NAME.key</c> each, 32 random bytes in base64, for the program's own user alone. A key that is lost
/// cannot be made again: the samples of its series can be neither redrawn nor continued.
/// </summary>
/// <param name="disk">Where the files are.</param>
/// <param name="folder">Made with the first key.</param>
public sealed partial class SeriesKeys(IDiskSync disk, string folder)
{
    private const string Extension = ".key";

    /// <summary>Whether a text may be the name of a series: lowercase letters, digits and dashes, 64 at most, no dash first.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The names of the series that have a key, sorted.</summary>
    public IReadOnlyList<string> Names() => disk.Files.Directory.Exists(folder)
        ? [
            .. disk.Files.Directory.EnumerateFiles(folder, "*" + Extension)
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(IsName)
                .Order(StringComparer.Ordinal),
        ]
        : [];

    /// <summary>Makes the key of a new series.</summary>
    /// <exception cref="MuutostietoException">Usage: the name cannot be one, or the series has a key; that one stays as it is.</exception>
    /// <exception cref="IOException">The disk refuses; no key was made.</exception>
    public SeriesKey Make(string name)
    {
        RequireName(name);
        var path = PathOf(name);
        PrivateFile.CreateFolder(disk.Files, folder);
        var key = RandomNumberGenerator.GetBytes(SeriesKey.Length);
        AtomicFile.Change(
            disk.Files,
            path,
            () => disk.Files.File.Exists(path)
                ? throw new MuutostietoException(
                    FailureKind.Usage,
                    $"series \"{name}\": it has a key, {path}. Nothing was made: with another key its samples could not be redrawn. Choose "
                        + "another name.")
                : Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        return new SeriesKey(name, key);
    }

    /// <summary>The key of a series.</summary>
    /// <exception cref="MuutostietoException">Usage: the series has none. Integrity: its file is damaged.</exception>
    public SeriesKey Find(string name)
    {
        RequireName(name);
        var path = PathOf(name);
        if (!disk.Files.File.Exists(path))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"series \"{name}\": it has no key, {path} does not exist. Nothing was drawn. {Suggestion.For(name, Names())}Make the key "
                    + "of a new series once; restore that of an old one from the backup.")
            {
                Remedy = new ExtractRemedy.MakeSeries(name),
            };
        }

        return ReadKey(path) is { } key
            ? new SeriesKey(name, key)
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"series \"{name}\": {path} is damaged, expected were {SeriesKey.Length} bytes in base64. Nothing was drawn. Restore the "
                    + "file from the backup.");
    }

    private byte[]? ReadKey(string path)
    {
        var text = disk.Files.File.ReadAllText(path).Trim();
        var key = new byte[SeriesKey.Length];
        return Base64.IsValid(text) && Convert.TryFromBase64String(text, key, out var length) && length == key.Length ? key : null;
    }

    private static void RequireName(string name)
    {
        if (!IsName(name))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"series \"{name}\": this cannot be the name of a series. Nothing was made or drawn. Write lowercase letters, digits and "
                    + "dashes, 64 at most, and no dash first.");
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name + Extension);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Name();
}
