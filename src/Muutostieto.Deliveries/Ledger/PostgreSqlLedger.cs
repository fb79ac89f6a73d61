using System.IO.Abstractions;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger in a PostgreSQL database, for several programs on several machines at once.</summary>
public sealed class PostgreSqlLedger : SqlLedger
{
    private readonly StoreDatabase database;
    private readonly WorkClaim? claim;

    private PostgreSqlLedger(StoreDatabase database, WorkClaim? claim = null) => (this.database, this.claim) = (database, claim);

    /// <summary>The tables, for those who make them.</summary>
    public static StoreScripts Scripts { get; } =
        new("ledger", "the ledger", PostgreSqlLedgerScripts.All) { Rights = PostgreSqlLedgerScripts.Rights };

    /// <summary>Opens the ledger, whose tables are there.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="busySeconds">For how long another writer is waited for.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, refuses, or has no ledger that this program works with.
    /// </exception>
    public static PostgreSqlLedger Open(string connectionString, int busySeconds = StoreDatabase.DefaultBusySeconds) =>
        new(StoreDatabase.Open(connectionString, Scripts, busySeconds));

    /// <summary>The claims of workers on permits.</summary>
    internal WorkClaims Claims => new(database);

    /// <summary>
    /// The same ledger for a worker that holds a claim: a write is refused with <see cref="FailureKind.Transient"/> when another worker
    /// has taken the claim since, and one to a delivery of another permit is a mistake of the caller.
    /// </summary>
    internal PostgreSqlLedger Under(WorkClaim held) => new(database, held);

    public override long? Token => claim?.Token;

    public override void RequireClaim()
    {
        if (claim is not null)
        {
            _ = database.Change(connection =>
            {
                WorkClaims.Require(connection, database.Place, claim);
                return true;
            });
        }
    }

    public override long? TokenOf(long id) => database.Ask(connection =>
    {
        using var command = new NpgsqlCommand("SELECT token FROM delivery WHERE id = @id", connection);
        command.Parameters.AddWithValue("id", id);
        return command.ExecuteScalar() as long?;
    });

    public override LedgerOrigin? Origin(DateTimeOffset at) => new LedgerOrigins(database).Read(at);

    public override void Accept(LedgerOrigin origin, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(origin);
        new LedgerOrigins(database).Accept(origin, at);
    }

    /// <summary>Opens it for reading alone, with all deliveries at once.</summary>
    /// <exception cref="MuutostietoException">As <see cref="Open"/>.</exception>
    public LedgerOverview Overview() => new PostgreSqlLedgerOverview(database);

    /// <summary>Whether nothing has been recorded yet.</summary>
    public bool IsUnused() => Read(session => session.IsUnused());

    /// <summary>Keeps two runs off the ledger, on whatever machines, and off one data folder.</summary>
    /// <exception cref="MuutostietoException">Transient: another run holds it, or the database cannot be reached.</exception>
    /// <param name="files">Of the data folder.</param>
    /// <param name="dataDirectory">The data folder.</param>
    /// <param name="clock">For the note.</param>
    /// <param name="isShared">Whether runs on other data folders may go on beside it, each with its claims.</param>
    public RunLock AcquireRunLock(IFileSystem files, string dataDirectory, TimeProvider clock, bool isShared = false) =>
        RunLock.Acquire(files, dataDirectory, clock, database, isShared);

    /// <summary>The run that is under way on any machine, as <c>process 12 since … on host</c>; null when there is none.</summary>
    public string? RunUnderWay() => RunLock.HolderOf(database);

    /// <summary>The database, for messages.</summary>
    public string Place => database.Place;

    public override void Dispose()
    {
        // Its connections are the process's.
    }

    private protected override T Read<T>(Func<LedgerSession, T> work) =>
        database.Read(connection => work(new LedgerSession(connection, database.Place)));

    private protected override T Write<T>(Func<LedgerSession, T> work) =>
        database.Write(connection =>
        {
            if (claim is not null)
            {
                WorkClaims.Require(connection, database.Place, claim);
            }

            return work(new LedgerSession(connection, database.Place, claim));
        });
}
