using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Muutostieto.Records.Signing;

/// <summary>
/// The only use of the cryptography library, which .NET's own lacks on some systems. Its assembly is loaded by the first call, so by
/// commands that sign or verify alone.
/// </summary>
internal static class Ed25519Primitive
{
    internal const int KeyLength = 32;
    internal const int SignatureLength = 64;

    internal static byte[] PublicKeyOf(byte[] seed)
    {
        var key = new byte[KeyLength];
        Ed25519.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    internal static byte[] Sign(byte[] seed, byte[] message)
    {
        var signature = new byte[SignatureLength];
        Ed25519.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    internal static bool Verify(byte[] key, byte[] message, byte[] signature) =>
        key.Length == KeyLength && signature.Length == SignatureLength && Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length);
}
