namespace Muutostieto.Drops;

/// <summary>A folder of an SFTP server, reached with OpenSSH's own client: by key only, and only when the host key is the known one.</summary>
public sealed record SftpDropSettings : DropSettings
{
    public required string Host { get; init; }

    /// <summary>Default 22.</summary>
    public int Port { get; init; } = 22;

    public required string User { get; init; }

    /// <summary>A private key without a passphrase, readable by its owner alone. Relative: below the data directory.</summary>
    public required string PrivateKeyFile { get; init; }

    /// <summary>The server's host key in known_hosts form; no other list is asked. Relative: below the data directory.</summary>
    public required string KnownHostsFile { get; init; }

    /// <summary>The drop's root on the server, with forward slashes. Default <c>/</c>.</summary>
    public string RemotePath { get; init; } = "/";

    /// <summary>
    /// Whether a recipient has a folder of its own below <see cref="RemotePath"/> (the default).
    /// False when the account itself belongs to one recipient and its root is the recipient's folder.
    /// </summary>
    public bool RecipientFolder { get; init; } = true;

    /// <summary>Seconds without an answer after which the server counts as unreachable. Default 60; an upload gets its size at 100 kB/s on top.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>The client program, by name (found on the path) or by path. Default <c>sftp</c>.</summary>
    public string Program { get; init; } = "sftp";
}
