using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Hosting.Connections;

/// <summary>
/// A password as permits keep it: PBKDF2 with HMAC-SHA-256, written as <c>$pbkdf2-sha256$ITERATIONS$SALT$HASH</c>, salt and hash in Base64
/// without padding and with a point in place of the plus. Passlib writes and reads the same form.
/// </summary>
public sealed class PasswordHash
{
    /// <summary>What a new hash takes: as OWASP advises; a check costs some tenths of a second.</summary>
    public const int DefaultIterations = 600_000;

    /// <summary>Fewer do not slow down a search through likely passwords.</summary>
    public const int FewestIterations = 100_000;

    /// <summary>More would let each wrong password take the machine for seconds.</summary>
    public const int MostIterations = 10_000_000;

    private const string Scheme = "pbkdf2-sha256";
    private const int SaltBytes = 16;
    private const int HashBytes = SHA256.HashSizeInBytes;

    private readonly byte[] salt;
    private readonly byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) => (Iterations, this.salt, this.hash) = (iterations, salt, hash);

    public int Iterations { get; }

    /// <summary>A new hash, with a salt of its own, which none before had.</summary>
    public static PasswordHash Of(string password) => Of(password, DefaultIterations);

    internal static PasswordHash Of(string password, int iterations)
    {
        ArgumentNullException.ThrowIfNull(password);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>Null when the text has another form, or what it says is out of range.</summary>
    public static PasswordHash? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('$') is ["", Scheme, var count, var salt, var hash]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            && iterations is >= FewestIterations and <= MostIterations
            && Decoded(salt) is { Length: >= SaltBytes and <= 64 } saltBytes
            && Decoded(hash) is { Length: HashBytes } hashBytes
            ? new PasswordHash(iterations, saltBytes, hashBytes)
            : null;
    }

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Fits(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, Iterations), hash);
    }

    /// <summary>The form in which permits have it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"${Scheme}${Iterations}${Encoded(salt)}${Encoded(hash)}");

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, HashBytes);

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '.');

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        var padded = text.Replace('.', '+').PadRight((text.Length + 3) / 4 * 4, '=');
        return !text.Contains('=', StringComparison.Ordinal) && !text.Contains('+', StringComparison.Ordinal)
            && Convert.TryFromBase64String(padded, bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
