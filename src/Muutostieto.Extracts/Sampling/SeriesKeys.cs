using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Extracts.Sampling;

/// <summary>
/// The keys of the series: a file <c>NAME.key</c> each, 32 random bytes in base64, for the program's own user alone. A key that was
/// replaced stays as <c>NAME.HASH.key</c>, with the first digits of its SHA-256, for the samples that it drew. A key that is lost cannot be
/// made again: its samples can be neither redrawn nor continued.
/// </summary>
/// <param name="disk">Where the files are.</param>
/// <param name="folder">Made with the first key.</param>
public sealed partial class SeriesKeys(IDiskSync disk, string folder)
{
    private (string Name, string Hash)? drawn;

    /// <summary>Whether a text may be the name of a series: lowercase letters, digits and dashes, 64 at most, no dash first.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The names of the series that have a key, sorted.</summary>
    public IReadOnlyList<string> Names() => disk.Files.Directory.Exists(folder)
        ? [
            .. disk.Files.Directory.EnumerateFiles(folder, "*" + SeriesKeyFile.Extension)
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
                : SeriesKeyFile.TextOf(key));
        return new SeriesKey(name, key);
    }

    /// <summary>
    /// Makes another key for a series. From then on its samples are independent of those before; the key that it had is kept for these.
    /// </summary>
    /// <exception cref="MuutostietoException">Usage: the series has no key. Integrity: its file is damaged.</exception>
    /// <exception cref="IOException">The disk refuses; the key is as it was.</exception>
    public SeriesKey Rotate(string name)
    {
        var before = Find(name);
        AtomicFile.Write(disk.Files, FormerPathOf(before), SeriesKeyFile.TextOf(before.ToBytes()));
        var key = RandomNumberGenerator.GetBytes(SeriesKey.Length);
        AtomicFile.Write(disk.Files, PathOf(name), SeriesKeyFile.TextOf(key));
        return new SeriesKey(name, key);
    }

    /// <summary>The same keys, but of one series that by which a sample was drawn, which may have been replaced since.</summary>
    /// <param name="name">The series.</param>
    /// <param name="hash">SHA-256 of the key, 64 lowercase hex digits.</param>
    public SeriesKeys DrawnBy(string name, string hash) => new(disk, folder) { drawn = (name, hash) };

    /// <summary>Whether the key of a series by which a sample was drawn is there, also when it has been replaced since.</summary>
    /// <param name="name">The series.</param>
    /// <param name="hash">SHA-256 of the key, 64 lowercase hex digits.</param>
    /// <exception cref="MuutostietoException">Integrity: its file is damaged.</exception>
    public bool Has(string name, string hash) =>
        disk.Files.File.Exists(FormerPathOf(name, hash)) || (disk.Files.File.Exists(PathOf(name)) && Find(name).Hash == hash);

    /// <summary>
    /// Copies the keys, those that were replaced too, into a folder for the program's own user alone. A key there that has been replaced
    /// since stays there as such.
    /// </summary>
    /// <param name="target">Made where it is not there.</param>
    /// <returns>How many keys there are.</returns>
    /// <exception cref="MuutostietoException">Usage: there is no key, the folder cannot be written, or it has another key of a series;
    /// nothing was copied. Integrity: a key is damaged; nothing was copied.</exception>
    public int BackUpTo(string target) => new SeriesKeyCopy(disk).Copy(folder, target);

    /// <summary>
    /// Copies back what <see cref="BackUpTo"/> has copied. A key here that was made after the backup stays, and one that the backup knows
    /// as replaced gives way to the one that replaced it.
    /// </summary>
    /// <param name="source">The folder of the backup.</param>
    /// <returns>How many keys the backup has.</returns>
    /// <exception cref="MuutostietoException">Usage: the folder has no key, or a series has another key here; nothing was copied.
    /// Integrity: a key of the backup is damaged; nothing was copied.</exception>
    public int RestoreFrom(string source) => new SeriesKeyCopy(disk).Copy(source, folder);

    /// <summary>The key of a series.</summary>
    /// <exception cref="MuutostietoException">Usage: the series has none. Integrity: its file is damaged, or the key by which the sample
    /// was drawn is not there.</exception>
    public SeriesKey Find(string name)
    {
        RequireName(name);
        var path = PathOf(name);
        if (drawn is { } mark && mark.Name == name && new[] { path, FormerPathOf(name, mark.Hash) }.Any(disk.Files.File.Exists))
        {
            return Drawn(name, mark.Hash);
        }

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

        return SeriesKeyFile.Read(disk.Files, path) is { } key
            ? new SeriesKey(name, key)
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"series \"{name}\": {path} is damaged, expected {SeriesKey.Length} bytes in base64. Nothing was drawn. Restore the "
                    + "file from the backup.");
    }

    private SeriesKey Drawn(string name, string hash)
    {
        foreach (var path in new[] { PathOf(name), FormerPathOf(name, hash) }.Where(disk.Files.File.Exists))
        {
            if (SeriesKeyFile.Read(disk.Files, path) is { } bytes && new SeriesKey(name, bytes) is var key && key.Hash == hash)
            {
                return key;
            }
        }

        throw new MuutostietoException(
            FailureKind.Integrity,
            $"series \"{name}\": the key that there is is another one than the extract was drawn with, and that one is not among those "
                + "that were replaced. Nothing was drawn. Restore the key from the backup.");
    }

    private string FormerPathOf(SeriesKey key) => FormerPathOf(key.Name, key.Hash);

    private string FormerPathOf(string name, string hash) => Path.Combine(folder, SeriesKeyFile.FormerName(name, hash));

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

    private string PathOf(string name) => Path.Combine(folder, name + SeriesKeyFile.Extension);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Name();
}
