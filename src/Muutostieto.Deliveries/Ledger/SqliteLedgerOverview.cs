using System.Data.Common;
using Microsoft.Data.Sqlite;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The overview of a ledger in a SQLite file, also of one that an older program has written.</summary>
internal sealed class SqliteLedgerOverview : LedgerOverview
{
    private const int OldestVersion = 2;

    private readonly SqliteConnection connection;

    private SqliteLedgerOverview(SqliteConnection connection, string path) => (this.connection, Place) = (connection, path);

    private protected override string Place { get; }

    public override void Dispose() => connection.Dispose();

    internal static SqliteLedgerOverview OpenFile(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString());
        try
        {
            connection.Open();
            var version = LedgerSchema.Check(connection, path);
            return version is 0 or >= OldestVersion
                ? new SqliteLedgerOverview(connection, path)
                : throw Older(path, version);
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw LedgerErrors.Of(path, failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private protected override T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            return work(connection);
        }
        catch (SqliteException failure)
        {
            throw LedgerErrors.Of(Place, failure);
        }
    }

    private protected override bool IsEmpty(DbConnection connection) => LedgerSchema.Check(this.connection, Place) == 0;

    private protected override void RequireLatest(DbConnection connection)
    {
        if (LedgerSchema.Check(this.connection, Place) is var version && version < LedgerSchema.Version)
        {
            throw Older(Place, version);
        }
    }

    private protected override string JsonOf(string column, params string[] path) =>
        $"json_extract({column}, '$.{string.Join('.', path)}')";

    private static MuutostietoException Older(string path, int version) =>
        new(FailureKind.Fault, $"{path}: the ledger has version {version}, which the next run converts.")
        {
            Remedy = new DeliveryRemedy.Run(),
        };
}
