using System.Security.Cryptography;

namespace Muutostieto.Records.Signing;

/// <summary>A key that signs. What it signs twice has the same signature.</summary>
public sealed class SigningPrivateKey
{
    private readonly byte[] seed;

    /// <param name="seed">The 32 bytes from which the key follows.</param>
    public SigningPrivateKey(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, Ed25519Primitive.KeyLength);
        this.seed = seed.ToArray();
        PublicKey = new SigningPublicKey(Ed25519Primitive.PublicKeyOf(this.seed));
    }

    public SigningPublicKey PublicKey { get; }

    /// <summary>Makes a key of the system's randomness.</summary>
    public static SigningPrivateKey New() => new(RandomNumberGenerator.GetBytes(Ed25519Primitive.KeyLength));

    /// <summary>The key as OpenSSH keeps it in a file, without a passphrase.</summary>
    /// <param name="comment">Shown by OpenSSH's programs.</param>
    public string ToOpenSsh(string comment) => OpenSshKeyFile.Write(seed, PublicKey, comment);

    internal byte[] Sign(byte[] message) => Ed25519Primitive.Sign(seed, message);
}
