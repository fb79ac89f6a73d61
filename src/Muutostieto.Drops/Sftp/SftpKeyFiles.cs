using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Drops.Sftp;

/// <summary>Looks at the key and the known hosts before anything connects, so that a wrong setting is told as such.</summary>
internal static class SftpKeyFiles
{
    /// <exception cref="MuutostietoException">A file is missing, or the private key is open to others.</exception>
    public static void Check(string drop, SftpDropSettings settings)
    {
        Require(drop, "privateKeyFile", settings.PrivateKeyFile, "a private key without a passphrase");
        Require(drop, "knownHostsFile", settings.KnownHostsFile, "the server's host key in known_hosts form");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(settings.PrivateKeyFile) & PrivateFile.OfOthers) != 0)
        {
            throw Usage(drop, $"privateKeyFile {settings.PrivateKeyFile} is open to others, expected its owner alone. Run chmod 600 on it.");
        }
    }

    private static void Require(string drop, string setting, string path, string expected)
    {
        if (!File.Exists(path))
        {
            throw Usage(drop, $"{setting} {path} is missing, expected {expected}. Put it there, or correct the setting.");
        }
    }

    private static MuutostietoException Usage(string drop, string what) => new(ExitCode.Usage, $"drop {drop}: {what}");
}
