using Muutostieto.Records.Files;

namespace Muutostieto.Drops;

/// <summary>Makes the drop that the configuration names.</summary>
public static class DropFactory
{
    /// <param name="name">The drop's name in the configuration, for messages.</param>
    /// <param name="settings">How it is reached.</param>
    /// <param name="dataDirectory">Where relative paths start.</param>
    /// <param name="time">The clock of the time limits.</param>
    /// <param name="disk">Where the files to publish are, and a drop that is a folder.</param>
    public static IDrop Create(string name, DropSettings settings, string dataDirectory, TimeProvider time, IDiskSync disk)
    {
        ArgumentNullException.ThrowIfNull(disk);
        var data = Path.GetFullPath(dataDirectory);
        return settings switch
        {
            DirectoryDropSettings directory => new DirectoryDrop(
                name,
                Path.GetFullPath(directory.Path, data),
                createRoot: !Path.IsPathRooted(directory.Path),
                disk.Files,
                disk,
                time),
            SftpDropSettings sftp => new Sftp.SftpDrop(name, Located(sftp, data), time, disk.Files),
            _ => throw new ArgumentException($"No drop is known for {settings.GetType().Name}.", nameof(settings)),
        };
    }

    /// <summary>Opens the files that the settings name, as each connection does, and connects to nothing.</summary>
    /// <param name="name">The drop's name in the configuration, for messages.</param>
    /// <param name="settings">How it is reached.</param>
    /// <param name="dataDirectory">Where relative paths start.</param>
    /// <exception cref="Records.MuutostietoException">
    /// Usage: one is missing, cannot be read or is open to others, or is not what it should be.
    /// </exception>
    public static void RequireFiles(string name, DropSettings settings, string dataDirectory)
    {
        if (settings is SftpDropSettings sftp)
        {
            Sftp.SftpConnection.RequireFiles(name, Located(sftp, Path.GetFullPath(dataDirectory)));
        }
    }

    private static SftpDropSettings Located(SftpDropSettings sftp, string data)
    {
        return sftp with
        {
            PrivateKeyFile = Local(sftp.PrivateKeyFile),
            CertificateFile = Local(sftp.CertificateFile),
            KnownHostsFile = Local(sftp.KnownHostsFile),
            Passphrase = LocalSecret(sftp.Passphrase),
            Password = LocalSecret(sftp.Password),
        };

        string? Local(string? path) => path is null ? null : Path.GetFullPath(path, data);

        SftpSecret? LocalSecret(SftpSecret? secret) => secret is null ? null : secret with { File = Local(secret.File) };
    }
}
