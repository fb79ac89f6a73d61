using System.Globalization;
using System.Text;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Records.Signing;

/// <summary>
/// A file of signers as OpenSSH has it (<c>allowed_signers</c>, see ssh-keygen's manual): one key a line, several for one name when the key
/// is being changed. Keys of other types than ed25519 are passed over; certificates are refused.
/// </summary>
public sealed class AllowedSigners
{
    /// <summary>Bytes of the largest file that is read.</summary>
    public const int LargestBytes = 1 << 20;

    private static readonly string[] TimeForms = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];
    private readonly string path;
    private readonly TimeZoneInfo zone;
    private readonly List<AllowedSigner> signers = [];

    private AllowedSigners(string path, TimeZoneInfo zone) => (this.path, this.zone) = (path, zone);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="zone">Of times without a <c>Z</c>.</param>
    /// <exception cref="MuutostietoException">Usage: it cannot be read, a line of it cannot be, or it has no key.</exception>
    public static AllowedSigners Read(string path, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content;
        try
        {
            using var file = File.OpenRead(path);
            content = BoundedRead.All(file, LargestBytes);
        }
        catch (InvalidDataException error)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: {error.Message}, too many for a file of signers.",
                error)
            {
                Remedy = new RecordsRemedy.NameSigners(),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the file of signers cannot be read ({error.Message}).",
                error)
            {
                Remedy = new RecordsRemedy.NameSigners(),
            };
        }

        var signers = new AllowedSigners(path, zone);
        var line = 0;
        foreach (var text in Encoding.UTF8.GetString(ForeignText.ToUtf8(content)).Split('\n'))
        {
            signers.Add(++line, text.Trim());
        }

        return signers.signers.Count > 0
            ? signers
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: no {SigningPublicKey.KeyType} key; expected lines of a name, options and a key. Ask the sender for its "
                    + "allowed_signers.");
    }

    /// <summary>Why a signature does not count; null when its key is of the principal and may sign now.</summary>
    public string? Objection(SshSignature signature, string principal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var lines = signers.Where(signer => signer.Key.Equals(signature.Key)).ToList();
        var objections = lines.ConvertAll(signer => (signer.Line, Why: signer.Objection(principal, signature.Namespace, now)));
        var file = Path.GetFileName(path);
        return objections.Exists(objection => objection.Why is null) ? null
            : lines.Count == 0 ? $"it was made with the key {signature.Key.Fingerprint}, which is not in {file}"
            : $"its key {signature.Key.Fingerprint} "
                + string.Join("; ", objections.Select(objection => $"{objection.Why} ({file}, line {objection.Line})"));
    }

    private void Add(int line, string text)
    {
        if (text.Length == 0 || text[0] == '#')
        {
            return;
        }

        var rest = text.AsSpan();
        var principals = SignerTokens.Next(ref rest) ?? throw Wrong(line, "a quotation mark without its second one");
        var (namespaces, after, before) = ((string?)null, (DateTimeOffset?)null, (DateTimeOffset?)null);
        var word = SignerTokens.Next(ref rest) ?? throw Wrong(line, "a quotation mark without its second one");
        if (!IsKeyType(word))
        {
            foreach (var (name, value) in SignerTokens.Options(word) ?? throw Wrong(line, $"neither options nor a key: {Shown(word)}"))
            {
                switch (name, value)
                {
                    case ("namespaces", { Length: > 0 }) when namespaces is null:
                        namespaces = value;
                        break;
                    case ("valid-after", not null) when after is null:
                        after = Time(line, value);
                        break;
                    case ("valid-before", not null) when before is null:
                        before = Time(line, value);
                        break;
                    case ("cert-authority", _):
                        throw Wrong(line, "cert-authority: certificates are not supported, list the sender's key itself");
                    default:
                        throw Wrong(line, $"the option {Shown(name)}, which is unknown, given twice or without its value");
                }
            }

            if (before < after)
            {
                throw Wrong(line, "valid-before lies before valid-after");
            }

            word = SignerTokens.Next(ref rest) ?? "";
        }

        var key = SignerTokens.Next(ref rest);
        if (!IsKeyType(word) || string.IsNullOrEmpty(key) || principals.Length == 0)
        {
            throw Wrong(line, "no key; expected a name, options if any, the key's type and the key");
        }

        if (word == SigningPublicKey.KeyType)
        {
            signers.Add(
                new AllowedSigner(
                    line,
                    principals,
                    SigningPublicKey.Parse(key)
                        ?? throw Wrong(line, $"a key that is not one of {SigningPublicKey.KeyType}: cut, or mistyped"))
                {
                    Namespaces = namespaces,
                    ValidAfter = after,
                    ValidBefore = before,
                });
        }
    }

    private static bool IsKeyType(string word) =>
        word.StartsWith("ssh-", StringComparison.Ordinal)
        || word.StartsWith("ecdsa-", StringComparison.Ordinal)
        || word.StartsWith("sk-", StringComparison.Ordinal);

    private static string Shown(string word) => word.Length <= 40 ? word : word[..40] + "…";

    private DateTimeOffset Time(int line, string text)
    {
        var isUtc = text.EndsWith('Z');
        return DateTime.TryParseExact(isUtc ? text[..^1] : text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, isUtc ? TimeSpan.Zero : zone.GetUtcOffset(time))
            : throw Wrong(line, $"the time {Shown(text)}, expected YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC");
    }

    private MuutostietoException Wrong(int line, string what) =>
        new(
            FailureKind.Usage,
            $"{path}: line {line.ToString(CultureInfo.InvariantCulture)}: {what}. Correct the line, or ask the sender for its "
                + "allowed_signers.");
}
