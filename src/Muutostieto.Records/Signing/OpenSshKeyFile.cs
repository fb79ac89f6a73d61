using System.Security.Cryptography;

namespace Muutostieto.Records.Signing;

/// <summary>OpenSSH's format of private keys, <c>openssh-key-v1</c>.</summary>
internal static class OpenSshKeyFile
{
    private const string Label = "OPENSSH PRIVATE KEY";
    private const int BlockSize = 8;

    internal static string Write(byte[] seed, SigningPublicKey key, string comment)
    {
        // The same number twice: with a passphrase it shows whether the right one was given.
        var check = RandomNumberGenerator.GetBytes(4);
        var secret = new SshWriter()
            .Raw(check)
            .Raw(check)
            .Text(SigningPublicKey.KeyType)
            .String(key.Bytes)
            .String([.. seed, .. key.Bytes])
            .Text(comment);
        for (byte pad = 1; secret.Length % BlockSize != 0; pad++)
        {
            secret.Raw([pad]);
        }

        return SshArmor.Write(
            Label,
            new SshWriter()
                .Raw("openssh-key-v1\0"u8)
                .Text("none")
                .Text("none")
                .String([])
                .Number(1)
                .String(key.Blob())
                .String(secret.ToArray())
                .ToArray());
    }
}
