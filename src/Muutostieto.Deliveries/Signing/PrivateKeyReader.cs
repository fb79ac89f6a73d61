using System.Security.Cryptography;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Signing;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Muutostieto.Deliveries.Signing;

/// <summary>Reads private keys in OpenSSH's format, with a passphrase or without.</summary>
internal static class PrivateKeyReader
{
    private const long Largest = 16 << 10;

    /// <exception cref="MuutostietoException">What is wrong with the key or its passphrase; never the passphrase.</exception>
    internal static SigningPrivateKey Read(string path, SigningSettings settings)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & PrivateFile.OfOthers) != 0)
            {
                throw Wrong(
                    path,
                    "open to other users",
                    "Run chmod 600 on it; if others may have read it, make another key.",
                    makesKey: true);
            }

            if (file.Length > Largest)
            {
                throw Wrong(path, $"more than {Largest} bytes", "Restore it from a backup, or make another key.", makesKey: true);
            }

            using var key = new PrivateKeyFile(file, Passphrase(settings));
            return key.Key is ED25519Key ed25519 ? new SigningPrivateKey(ed25519.PrivateKey)
                : throw Wrong(path, $"no {SigningPublicKey.KeyType} key", "Make another one.", makesKey: true);
        }
        catch (SshPassPhraseNullOrEmptyException error)
        {
            throw Wrong(
                path,
                "encrypted, and there is no passphrase",
                "Name the file of its passphrase (Signing.passphraseFile) or an environment variable (Signing.passphraseVariable).", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, $"cannot be read ({error.Message})", "Run as the user whose data it is, or correct its rights.", error);
        }
        catch (Exception error) when (error is SshException or NotSupportedException or FormatException or ArgumentException
            or InvalidOperationException or OverflowException or CryptographicException)
        {
            throw Wrong(
                path,
                "not readable as OpenSSH's private key, or the passphrase is not the right one",
                "Correct the passphrase, restore the key from a backup, or make another one.", error, makesKey: true);
        }
    }

    private static string? Passphrase(SigningSettings settings)
    {
        if (settings.PassphraseVariable is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable);
        }

        if (settings.PassphraseFile is not { } path)
        {
            return null;
        }

        try
        {
            // As ssh-keygen takes it: to the end of the line.
            using var file = new StreamReader(path);
            return file.ReadLine();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong(
                path,
                $"the passphrase of the signing keys cannot be read ({error.Message})",
                "Correct Signing.passphraseFile, or the file's rights.", error);
        }
    }

    private static MuutostietoException Wrong(string path, string what, string advice, Exception? inner = null, bool makesKey = false) =>
        new(FailureKind.Fault, $"{path}: {what}. Nothing was signed. {advice}", inner)
        {
            Remedy = makesKey ? new DeliveryRemedy.MakeKey() : null,
        };
}
