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
                disk),
            SftpDropSettings sftp => new Sftp.SftpDrop(
                name,
                sftp with
                {
                    PrivateKeyFile = Local(sftp.PrivateKeyFile),
                    CertificateFile = Local(sftp.CertificateFile),
                    KnownHostsFile = Local(sftp.KnownHostsFile),
                    Passphrase = LocalSecret(sftp.Passphrase),
                    Password = LocalSecret(sftp.Password),
                },
                time,
                disk.Files),
            _ => throw new ArgumentException($"No drop is known for {settings.GetType().Name}.", nameof(settings)),
        };

        string? Local(string? path) => path is null ? null : Path.GetFullPath(path, data);

        SftpSecret? LocalSecret(SftpSecret? secret) => secret is null ? null : secret with { File = Local(secret.File) };
    }
}
