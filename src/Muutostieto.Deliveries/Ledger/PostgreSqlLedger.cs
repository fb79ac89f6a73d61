using Muutostieto.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger in a PostgreSQL database, for several programs on several machines at once.</summary>
public sealed class PostgreSqlLedger : SqlLedger
{
    private readonly StoreDatabase database;

    private PostgreSqlLedger(StoreDatabase database) => this.database = database;

    /// <summary>The tables, for those who make them.</summary>
    public static StoreScripts Scripts { get; } = new("ledger", "the ledger", PostgreSqlLedgerScripts.All);

    /// <summary>Opens the ledger, whose tables are there.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="busySeconds">For how long another writer is waited for.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, refuses, or has no ledger that this program works with.
    /// </exception>
    public static PostgreSqlLedger Open(string connectionString, int busySeconds = StoreDatabase.DefaultBusySeconds) =>
        new(StoreDatabase.Open(connectionString, Scripts, busySeconds));

    public override void Dispose() => database.Dispose();

    private protected override T Read<T>(Func<LedgerSession, T> work) =>
        database.Read(connection => work(new LedgerSession(connection, database.Place)));

    private protected override T Write<T>(Func<LedgerSession, T> work) =>
        database.Write(connection => work(new LedgerSession(connection, database.Place)));
}
