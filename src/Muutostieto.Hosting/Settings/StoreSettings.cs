namespace Muutostieto.Hosting.Settings;

/// <summary>The database that stores are in, in place of files in the data folder. One of the two is given.</summary>
/// <param name="ConnectionFile">A file that is its owner's alone, with Npgsql's connection string on its first line.</param>
/// <param name="ConnectionVariable">An environment variable that holds it.</param>
public sealed record StoreSettings(string? ConnectionFile, string? ConnectionVariable)
{
    /// <summary>The connection string. A secret.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: it is missing, empty, unreadable or open to others.</exception>
    public string ReadConnection() => SecretReader.Secret("the database's connection string", ConnectionFile, ConnectionVariable);

    /// <summary>What keeps the connection string from being read, with place and remedy; null when nothing does.</summary>
    public (string Place, string Found, string Remedy)? Fault() => SecretReader.FaultOf(() => ReadConnection());
}
