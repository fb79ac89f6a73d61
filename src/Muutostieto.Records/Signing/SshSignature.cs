using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Records.Signing;

/// <summary>
/// A detached signature as <c>ssh-keygen -Y sign</c> writes it (OpenSSH's PROTOCOL.sshsig). It is read to the byte as OpenSSH writes it, so
/// that no byte of it can be another one unseen.
/// </summary>
public sealed class SshSignature
{
    /// <summary>Bytes of the longest file that is read as a signature; one of ours has about 300.</summary>
    public const int LargestBytes = 4096;

    private const string Label = "SSH SIGNATURE";
    private const string Sha512 = "sha512";
    private const string Sha256 = "sha256";
    private readonly byte[] signature;

    private SshSignature(SigningPublicKey key, string scope, string hash, ReadOnlySpan<byte> signature) =>
        (Key, Namespace, HashName, this.signature) = (key, scope, hash, signature.ToArray());

    /// <summary>Whose it says to be.</summary>
    public SigningPublicKey Key { get; }

    /// <summary>What it is for: a signature of one namespace is none of another.</summary>
    public string Namespace { get; }

    private string HashName { get; }

    private static ReadOnlySpan<byte> Magic => "SSHSIG"u8;

    /// <summary>Signs a message, as <c>ssh-keygen -Y sign -n namespace</c> does: the same bytes.</summary>
    public static SshSignature Of(SigningPrivateKey key, string scope, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SshSignature(key.PublicKey, scope, Sha512, key.Sign(Signed(scope, Sha512, message)));
    }

    /// <summary>
    /// Reads the content of a file; null when it is no signature by an ed25519 key, or not to the byte as OpenSSH writes it.
    /// </summary>
    public static SshSignature? Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestBytes || SshArmor.Read(Label, file) is not { } blob)
        {
            return null;
        }

        try
        {
            var reader = new SshReader(blob);
            if (!reader.Take(Magic.Length).SequenceEqual(Magic) || reader.Number() != 1)
            {
                return null;
            }

            var key = SigningPublicKey.OfBlob(reader.String());
            var scope = reader.Text();
            var reserved = reader.String();
            var hash = reader.Text();
            var signature = new SshReader(reader.String());
            return key is not null && reserved.IsEmpty && hash is Sha512 or Sha256 && signature.Text() == SigningPublicKey.KeyType
                && signature.String() is { Length: Ed25519Primitive.SignatureLength } bytes && signature.IsAtEnd && reader.IsAtEnd
                ? new SshSignature(key!, scope, hash, bytes)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether <see cref="Key"/> has signed exactly this message. Says nothing about whose key it is.</summary>
    public bool IsOf(ReadOnlySpan<byte> message) => Key.Verify(Signed(Namespace, HashName, message), signature);

    /// <summary>The file.</summary>
    public byte[] ToFile()
    {
        var inner = new SshWriter().Text(SigningPublicKey.KeyType).String(signature).ToArray();
        return Encoding.ASCII.GetBytes(
            SshArmor.Write(
                Label,
                new SshWriter().Raw(Magic).Number(1).String(Key.Blob()).Text(Namespace).Text("").Text(HashName).String(inner).ToArray()));
    }

    private static byte[] Signed(string scope, string hash, ReadOnlySpan<byte> message) => new SshWriter()
        .Raw(Magic).Text(scope).Text("").Text(hash).String(hash == Sha256 ? SHA256.HashData(message) : SHA512.HashData(message)).ToArray();
}
