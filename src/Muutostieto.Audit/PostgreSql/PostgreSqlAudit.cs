using System.IO.Abstractions;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>
/// The audit trail in a PostgreSQL database, for several programs on several machines at once. Anchors are files in the audit folder.
/// Nothing is opened before it is used.
/// </summary>
public sealed class PostgreSqlAudit
{
    /// <summary>For how long a writer waits for others.</summary>
    private const int BusySeconds = 20;

    private readonly string folder;

    // A database that is down now may be up at the next use.
    private readonly Lazy<StoreDatabase> database;

    /// <param name="connectionString">Reads it, as Npgsql has it. A secret.</param>
    /// <param name="folder">The audit folder.</param>
    public PostgreSqlAudit(Func<string> connectionString, string folder)
    {
        this.folder = folder;
        database = new(
            () => StoreDatabase.Open(connectionString(), Scripts, BusySeconds), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The tables, for those who make them.</summary>
    public static StoreScripts Scripts { get; } =
        new("audit", "the audit chain", AuditScripts.All) { Rights = AuditScripts.Rights };

    /// <summary>The database, for messages.</summary>
    /// <exception cref="MuutostietoException">The database cannot be reached, refuses, or has no audit chain that this program works
    /// with.</exception>
    public string Place => database.Value.Place;

    /// <summary>The trail, for those who append too.</summary>
    /// <param name="clock">Says when entries are appended.</param>
    /// <param name="disk">Where the folder is.</param>
    public IAuditTrail Open(TimeProvider clock, IDiskSync disk)
    {
        ArgumentNullException.ThrowIfNull(disk);
        return new AuditStore(new PostgreSqlStorage(database, disk.Files, folder), folder, clock, disk);
    }

    /// <summary>A reader beside those who append.</summary>
    /// <param name="files">Where the folder is.</param>
    public AuditReader OpenReader(IFileSystem files) => new(new PostgreSqlArchive(database, files, folder));

    /// <summary>Whether the chain has an entry of a delivery.</summary>
    /// <param name="files">Where the folder is.</param>
    /// <exception cref="MuutostietoException">As <see cref="Place"/>.</exception>
    public bool HasDelivery(IFileSystem files) => new PostgreSqlArchive(database, files, folder).HasDelivery();
}
