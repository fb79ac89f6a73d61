using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Where what is known of the interface's connections is kept, by user. Losing it loses no data: the time from which a connection counts as
/// not fetching begins anew.
/// </summary>
public abstract class ConnectionMemoryPlace
{
    private protected ConnectionMemoryPlace()
    {
    }

    /// <summary>A file of the data folder, or a table of the database that all services share.</summary>
    /// <param name="files">Of the machine.</param>
    /// <param name="dataDirectory">The data folder.</param>
    /// <param name="store">Null: there is no database.</param>
    public static ConnectionMemoryPlace Of(IFileSystem files, string dataDirectory, StoreSettings? store) =>
        store is null ? new ConnectionMemoryFile(files, dataDirectory) : new ConnectionMemoryTable(store);

    /// <summary>What is remembered; nothing when there is no file, or one that cannot be read.</summary>
    /// <exception cref="MuutostietoException">The database cannot be reached, or has no such table.</exception>
    public abstract IReadOnlyDictionary<string, ConnectionMemory> Read();

    /// <summary>Remembers connections as a service knows them; one that another service has seen later stays as that one saw it.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    public abstract void Write(IReadOnlyDictionary<string, ConnectionMemory> connections);
}
