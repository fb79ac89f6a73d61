using System.Globalization;
using System.IO.Abstractions;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Signing;

/// <summary>
/// The folder of signing keys. A key is two files, <c>key-001</c> (private, OpenSSH's format) and <c>key-001.pub</c>; the oldest one with a
/// private file signs, one without is retired. Beside them is <c>allowed_signers</c>, all public keys for the recipients, written with each
/// change. Everything is read anew at each call.
/// </summary>
public sealed partial class SigningKeys(IFileSystem files, SigningSettings settings, TimeProvider clock)
{
    /// <summary>What is wrong when there is no key.</summary>
    public const string Missing = "there is no key to sign manifests with";

    /// <summary>What to do about a missing key; <see cref="DeliveryRemedy.MakeKey"/> says how.</summary>
    public const string Advice = "Make one, and give the file allowed_signers beside it to the recipients.";

    private const string Public = ".pub";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What recipients need to verify signatures.</summary>
    public string SignersPath => Path.Combine(settings.Path, "allowed_signers");

    /// <summary>All keys, the oldest first.</summary>
    /// <exception cref="MuutostietoException">A public file is missing or cannot be read.</exception>
    public IReadOnlyList<SigningKey> List()
    {
        var keys = new List<SigningKey>();
        foreach (var name in Names())
        {
            var state = !files.File.Exists(PathOf(name)) ? SigningKeyState.Retired
                : keys.Exists(key => key.State == SigningKeyState.Signing) ? SigningKeyState.Next : SigningKeyState.Signing;
            keys.Add(ReadPublic(name, state));
        }

        return keys;
    }

    /// <summary>The key of a name.</summary>
    /// <exception cref="MuutostietoException">Usage: there is none.</exception>
    public SigningKey Find(string name) => List().FirstOrDefault(key => key.Name == name)
        ?? throw new MuutostietoException(FailureKind.Usage, $"{name}: {settings.Path} has no key of this name. Look which there are.")
        { Remedy = new DeliveryRemedy.ListKeys() };

    /// <summary>Makes a key. It signs when there is no other, or when the others are retired.</summary>
    public SigningKey New()
    {
        using var held = Lock();
        return Make();
    }

    /// <summary>The key that signs; when there is none, one is made.</summary>
    internal SigningKey CurrentOrNew()
    {
        if (Current() is { } key)
        {
            return key;
        }

        // Another run may make one at the same time: the one that comes second finds it.
        using var held = Lock();
        return Current() ?? Make();
    }

    /// <summary>The key that signs; null when there is none.</summary>
    public SigningKey? Current() => List().FirstOrDefault(key => key.State == SigningKeyState.Signing);

    /// <summary>Removes the private half: the key signs no more. Recipients go on verifying what it has signed.</summary>
    /// <exception cref="MuutostietoException">Usage: there is no other key that could sign.</exception>
    public SigningKey Retire(string name)
    {
        using var held = Lock();
        var key = Find(name);
        if (key.State != SigningKeyState.Retired && !List().Any(other => other.Name != name && other.State != SigningKeyState.Retired))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}: the only key that signs; it was not retired. Make the next one first, "
                + "and give allowed_signers to the recipients.")
            { Remedy = new DeliveryRemedy.MakeKey() };
        }

        files.File.Delete(PathOf(name));
        FolderFlush.Flush(settings.Path);
        return Find(name);
    }

    /// <summary>Removes a retired key from the list for recipients: what it has signed is verified no more.</summary>
    /// <exception cref="MuutostietoException">Usage: it still signs, or is to.</exception>
    public SigningKey Remove(string name)
    {
        using var held = Lock();
        var key = Find(name);
        if (key.State != SigningKeyState.Retired)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{name}: it has a private half still; it was not removed. Retire it first.")
            { Remedy = new DeliveryRemedy.RetireKey(name) };
        }

        files.File.Delete(PathOf(name) + Public);
        WriteSigners();
        return key;
    }

    /// <summary>Requires that a key can be opened.</summary>
    /// <exception cref="MuutostietoException">It cannot be read, is open to others, or is not the one of the public half.</exception>
    public void RequireOpen(SigningKey key) => _ = Open(key);

    /// <summary>The private half of a key.</summary>
    /// <exception cref="MuutostietoException">It cannot be read, is open to others, or is not the one of the public half.</exception>
    internal SigningPrivateKey Open(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var path = PathOf(key.Name);
        var opened = PrivateKeyReader.Read(path, settings);
        return opened.PublicKey.Equals(key.PublicKey) ? opened
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"{path}: the private key is not the one of {key.Name}{Public}, which the recipients have. Nothing was signed. "
                + "Restore both from a backup, or make another key.")
            { Remedy = new DeliveryRemedy.MakeKey() };
    }

    private FileSystemStream Lock()
    {
        PrivateFile.CreateFolder(files, settings.Path);
        return FileLock.Acquire(files, Path.Combine(settings.Path, ".lock"), Patience);
    }

    private SigningKey Make()
    {
        var number = Names().Select(name => int.Parse(name.AsSpan("key-".Length), CultureInfo.InvariantCulture)).DefaultIfEmpty().Max() + 1;
        var name = $"key-{number.ToString("000", CultureInfo.InvariantCulture)}";
        var key = SigningPrivateKey.New();
        var comment = $"{name} {HelsinkiTime.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

        // The private half last: no key ever signs that is not on the list for recipients.
        AtomicFile.Write(files, PathOf(name) + Public, Encoding.ASCII.GetBytes($"{key.PublicKey.Line} {comment}\n"));
        WriteSigners();
        AtomicFile.Write(files, PathOf(name), Encoding.ASCII.GetBytes(key.ToOpenSsh(comment)));
        return Find(name);
    }

    private void WriteSigners()
    {
        var text = new StringBuilder("# The keys that sign these deliveries, for their recipients: check or load --signers FILE, or\n")
            .Append("# ssh-keygen -Y verify -f FILE -I ").Append(ManifestSignature.Principal)
            .Append(" -n ").Append(ManifestSignature.Namespace).Append(" -s STEM.json.sig < STEM.json\n");
        foreach (var key in Names().Select(name => ReadPublic(name, SigningKeyState.Retired)))
        {
            text.Append(ManifestSignature.Principal).Append(" namespaces=\"").Append(ManifestSignature.Namespace).Append("\" ")
                .Append(key.PublicKey.Line).Append(' ').Append(key.Comment).Append('\n');
        }

        AtomicFile.Write(files, SignersPath, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private List<string> Names()
    {
        try
        {
            var names = files.Directory.Exists(settings.Path)
                ? files.Directory.EnumerateFiles(settings.Path).Select(path => Path.GetFileName(path))
                : [];
            return
            [
                .. names
                    .Select(name => name.EndsWith(Public, StringComparison.Ordinal) ? name[..^Public.Length] : name)
                    .Where(name => KeyName().IsMatch(name))
                    .Distinct()
                    .OrderBy(name => name.Length)
                    .ThenBy(name => name, StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{settings.Path}: the folder of the signing keys cannot be read ({failure.Message}). "
                + "Run as the user whose data it is, or correct its rights.",
                failure);
        }
    }

    private SigningKey ReadPublic(string name, SigningKeyState state)
    {
        var path = PathOf(name) + Public;
        try
        {
            var words = files.File.ReadAllText(path).Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            return words.Length >= 2 && words[0] == SigningPublicKey.KeyType && SigningPublicKey.Parse(words[1]) is { } key
                ? new SigningKey(name, key, words.Length == 3 ? words[2] : "", state)
                : throw Unreadable(path, $"no {SigningPublicKey.KeyType} key", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure is FileNotFoundException ? "missing" : failure.Message, failure);
        }
    }

    private static MuutostietoException Unreadable(string path, string what, Exception? inner) => new(
        FailureKind.Fault,
        $"{path}: {what}; expected the public half of a signing key. "
        + $"Make it of the private one: ssh-keygen -y -f {path[..^Public.Length]} > {path}.",
        inner);

    private string PathOf(string name) => Path.Combine(settings.Path, name);

    [GeneratedRegex(@"^key-[0-9]{3,9}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}
