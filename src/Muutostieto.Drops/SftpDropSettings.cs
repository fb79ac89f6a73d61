namespace Muutostieto.Drops;

/// <summary>A folder of an SFTP server, entered by key, certificate or password, and only when the host key is the known one.</summary>
public sealed record SftpDropSettings : DropSettings
{
    private const long SlowestBytesPerSecond = 100_000;
    private const long LongestSeconds = 7 * 24 * 3600;

    public required string Host { get; init; }

    /// <summary>Default 22.</summary>
    public int Port { get; init; } = 22;

    public required string User { get; init; }

    /// <summary>
    /// A private key (ed25519, ECDSA or RSA), readable by its owner alone; null: login by password. Relative: below the data directory.
    /// </summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>The key's OpenSSH certificate; null: the key alone. Relative: below the data directory.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>What decrypts the private key; null: it is not encrypted.</summary>
    public SftpSecret? Passphrase { get; init; }

    /// <summary>The account's password; null: login by key. With both, the key is offered first.</summary>
    public SftpSecret? Password { get; init; }

    /// <summary>
    /// The server's host keys in known_hosts form; null: <see cref="HostKeyFingerprints"/>. No other list is read. Relative: below the data
    /// directory.
    /// </summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>
    /// SHA-256 fingerprints of the server's host keys, as ssh-keygen -l prints them; read when there is no <see cref="KnownHostsFile"/>.
    /// </summary>
    public IReadOnlyList<string> HostKeyFingerprints { get; init; } = [];

    /// <summary>The drop's root on the server, with forward slashes. Default <c>/</c>.</summary>
    public string RemotePath { get; init; } = "/";

    /// <summary>
    /// Whether a recipient has a folder of its own below <see cref="RemotePath"/> (the default).
    /// False when the account itself belongs to one recipient and its root is the recipient's folder.
    /// </summary>
    public bool RecipientFolder { get; init; } = true;

    /// <summary>Seconds until a connection is made and logged in. Default: as <see cref="TimeoutSeconds"/>, at most 15.</summary>
    public int? ConnectTimeoutSeconds { get; init; }

    /// <summary>
    /// Seconds without an answer to one operation, or without progress of an upload, after which the server counts as unreachable. Default
    /// 60.
    /// </summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>
    /// Seconds that a whole delivery may take. Default: ten times <see cref="TimeoutSeconds"/>, and its size at 100 kB/s on top.
    /// </summary>
    public int? TotalTimeoutSeconds { get; init; }

    internal TimeSpan ConnectLimit => TimeSpan.FromSeconds(ConnectTimeoutSeconds ?? Math.Min(TimeoutSeconds, 15));

    internal TimeSpan OperationLimit => TimeSpan.FromSeconds(TimeoutSeconds);

    internal TimeSpan TotalLimit(long bytes) =>
        TimeSpan.FromSeconds(TotalTimeoutSeconds ?? Math.Min((10L * TimeoutSeconds) + (bytes / SlowestBytesPerSecond), LongestSeconds));
}
