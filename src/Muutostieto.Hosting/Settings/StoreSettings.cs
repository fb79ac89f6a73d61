namespace Muutostieto.Hosting.Settings;

/// <summary>The database that stores are in, in place of files in the data folder. One of the two is given.</summary>
/// <param name="ConnectionFile">A file that is its owner's alone, with Npgsql's connection string on its first line.</param>
/// <param name="ConnectionVariable">An environment variable that holds it.</param>
public sealed record StoreSettings(string? ConnectionFile, string? ConnectionVariable)
{
    /// <summary>Seconds, where the settings have none.</summary>
    public const int DefaultLeaseSeconds = 30;

    /// <summary>
    /// For how long a worker keeps a permit without a sign of life: a worker that was killed, frozen or cut off loses it then.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(DefaultLeaseSeconds);

    /// <summary>
    /// The folder that all workers see, with the keys of series of samples and the customers' files of updates; null: the data folder.
    /// </summary>
    public string? SharedFolder { get; init; }

    /// <summary>
    /// Whether programs that write bring older tables up to date before they begin, as <c>store migrate</c> does; false: they refuse.
    /// </summary>
    public bool Migrate { get; init; }

    /// <summary>The connection string. A secret.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: it is missing, empty, unreadable or open to others.</exception>
    public string ReadConnection() => SecretReader.Secret("the database's connection string", ConnectionFile, ConnectionVariable);

    /// <summary>What keeps the connection string from being read, with place and remedy; null when nothing does.</summary>
    public (string Place, string Found, string Remedy)? Fault() => SecretReader.FaultOf(() => ReadConnection());
}
