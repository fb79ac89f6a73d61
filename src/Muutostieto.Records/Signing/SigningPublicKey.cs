using System.Security.Cryptography;

namespace Muutostieto.Records.Signing;

/// <summary>The public half of a signing key: ed25519, as OpenSSH writes it. Compared by value.</summary>
public sealed class SigningPublicKey : IEquatable<SigningPublicKey>
{
    /// <summary>The only type of key that signs deliveries.</summary>
    public const string KeyType = "ssh-ed25519";

    private readonly byte[] key;

    internal SigningPublicKey(ReadOnlySpan<byte> key) => this.key = key.ToArray();

    /// <summary>As <c>ssh-keygen -l</c> shows it: <c>SHA256:</c> and 43 characters.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Blob())).TrimEnd('=');

    /// <summary>Type and key, as OpenSSH's files have them: <c>ssh-ed25519 AAAA…</c>.</summary>
    public string Line => $"{KeyType} {Convert.ToBase64String(Blob())}";

    /// <summary>Reads what follows the type in OpenSSH's files; null when it is no ed25519 key.</summary>
    public static SigningPublicKey? Parse(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        Span<byte> blob = stackalloc byte[256];
        return base64.Length <= 256 && Convert.TryFromBase64String(base64, blob, out var length) ? OfBlob(blob[..length]) : null;
    }

    public bool Equals(SigningPublicKey? other) => other is not null && key.AsSpan().SequenceEqual(other.key);

    public override bool Equals(object? obj) => Equals(obj as SigningPublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(key);

    public override string ToString() => Fingerprint;

    internal static SigningPublicKey? OfBlob(ReadOnlySpan<byte> blob)
    {
        try
        {
            var reader = new SshReader(blob);
            return reader.Text() == KeyType && reader.String() is { Length: Ed25519Primitive.KeyLength } key && reader.IsAtEnd
                ? new SigningPublicKey(key)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The key in SSH's wire format.</summary>
    internal byte[] Blob() => new SshWriter().Text(KeyType).String(key).ToArray();

    internal bool Verify(byte[] message, ReadOnlySpan<byte> signature) => Ed25519Primitive.Verify(key, message, signature.ToArray());

    internal ReadOnlySpan<byte> Bytes => key;
}
