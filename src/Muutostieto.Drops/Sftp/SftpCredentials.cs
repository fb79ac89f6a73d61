using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Muutostieto.Drops.Sftp;

/// <summary>Reads what the account is entered with, before anything connects, so that a wrong setting is named as such.</summary>
internal sealed class SftpCredentials(string drop, SftpDropSettings settings)
{
    private const int LargestFile = 1 << 20;

    /// <summary>The ways to log in, the key first.</summary>
    /// <exception cref="MuutostietoException">A file is missing, unreadable or open to others, a variable is not set, or the key cannot be
    /// decrypted.</exception>
    public IReadOnlyList<AuthenticationMethod> Read()
    {
        CheckHostKeys();
        var methods = new List<AuthenticationMethod>();
        if (settings.PrivateKeyFile is { } path)
        {
            methods.Add(new PrivateKeyAuthenticationMethod(settings.User, ReadKey(path)));
        }

        if (settings.Password is { } secret)
        {
            var password = Reveal("password", secret);
            methods.Add(new PasswordAuthenticationMethod(settings.User, password));
            methods.Add(Interactive(password));
        }

        return methods.Count > 0 ? methods
            : throw Usage("neither a private key nor a password is set. Set privateKeyFile, passwordFile or passwordVariable.");
    }

    private void CheckHostKeys()
    {
        if (settings.KnownHostsFile is { } known)
        {
            Require("knownHostsFile", known, "the server's host key in known_hosts form");
        }
        else if (settings.HostKeyFingerprints.Count == 0)
        {
            throw Usage("no host key of the server is set. Set knownHostsFile or hostKeyFingerprints.");
        }
    }

    private SoundKey ReadKey(string path)
    {
        Require("privateKeyFile", path, "a private key");
        RequirePrivate("privateKeyFile", path);
        var passphrase = settings.Passphrase is { } secret ? Reveal("passphrase", secret) : null;
        using var key = new MemoryStream(Content("privateKeyFile", path));
        using var certificate = settings.CertificateFile is { } signed
            ? new MemoryStream(Content("certificateFile", Require("certificateFile", signed, "an OpenSSH certificate"))) : null;
        try
        {
            return new SoundKey(new PrivateKeyFile(key, passphrase, certificate));
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw Usage($"privateKeyFile {path} is encrypted. Set passphraseFile or passphraseVariable.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The library has no kind of its own for a wrong passphrase or a damaged file; its words may hold parts of the file.
            throw Usage($"privateKeyFile {path} cannot be read as a private key ({failure.GetType().Name}). Check the "
                + $"key{(passphrase is null ? "" : ", the passphrase")} and the certificate.");
        }
    }

    private string Reveal(string what, SftpSecret secret)
    {
        if (secret.Variable is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                ? value
                : throw Usage($"the environment variable {variable} is not set, expected the {what}. Set it for the service, or "
                    + $"correct {what}Variable.");
        }

        var setting = what + "File";
        RequirePrivate(setting, Require(setting, secret.File!, $"the {what} on its first line"));
        using var reader = new StreamReader(new MemoryStream(Content(setting, secret.File!)));
        return reader.ReadLine() is { Length: > 0 } line ? line
            : throw Usage($"{setting} {secret.File} is empty, expected the {what} on its first line.");
    }

    /// <summary>Many servers ask for the password in a dialogue of one question.</summary>
    private KeyboardInteractiveAuthenticationMethod Interactive(string password)
    {
        var method = new KeyboardInteractiveAuthenticationMethod(settings.User);
        method.AuthenticationPrompt += (_, asked) =>
        {
            foreach (var prompt in asked.Prompts.Where(prompt => !prompt.IsEchoed))
            {
                prompt.Response = password;
            }
        };
        return method;
    }

    private string Require(string setting, string path, string expected) => File.Exists(path)
        ? path
        : throw Usage($"{setting} {path} is missing, expected {expected}. Put it there, or correct the setting.");

    private void RequirePrivate(string setting, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
        {
            throw Usage($"{setting} {path} is open to others, expected its owner alone. Run chmod 600 on it.");
        }
    }

    private byte[] Content(string setting, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return BoundedRead.All(file, LargestFile);
        }
        catch (Exception failure) when (DiskFailure.Is(failure) || failure is InvalidDataException)
        {
            throw Usage($"{setting} {path} cannot be read: {failure.Message}");
        }
    }

    private MuutostietoException Usage(string what) => new(FailureKind.Usage, $"drop {drop}: {what}");
}
