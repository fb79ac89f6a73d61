namespace Muutostieto.Drops;

/// <summary>How one drop of the configuration is reached. Paths are as configured: relative ones are below the data directory.</summary>
public abstract record DropSettings
{
    /// <summary>
    /// The log in which the drop's sshd writes what is fetched (<c>internal-sftp -l VERBOSE</c>), where it can be read on this host; null:
    /// downloads are not known. Relative: below the data directory.
    /// </summary>
    public string? DownloadLog { get; init; }

    /// <summary>
    /// Whether a run compares the content of what is published and not answered, and not its size alone (the default): over SFTP all of it
    /// is fetched for that.
    /// </summary>
    public bool ComparesContent { get; init; }
}
