using System.Data.Common;
using System.IO.Abstractions;
using Microsoft.Data.Sqlite;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Store;

/// <summary>The store in a SQLite file of its own. One thread writes or reads at a time.</summary>
internal sealed class SqliteSelfServiceStore : SelfServiceStore
{
    private readonly Lock turn = new();
    private readonly SqliteConnection connection;
    private readonly string path;

    private SqliteSelfServiceStore(SqliteConnection connection, string path) => (this.connection, this.path) = (connection, path);

    public override bool IsShared => false;

    public override void Dispose() => connection.Dispose();

    internal static SqliteSelfServiceStore OpenFile(string path, int busySeconds)
    {
        var full = Path.GetFullPath(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = full,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = busySeconds,
        }.ToString());
        try
        {
            PrivateFile.Ensure(new FileSystem(), full);
            connection.Open();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
                _ = command.ExecuteNonQuery();
            }

            StoreSchema.Ensure(connection, full);
            return new SqliteSelfServiceStore(connection, full);
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw StoreErrors.Of(full, failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override T Run<T>(Func<DbTransaction, T> work) => InTransaction(work, deferred: false);

    internal override T Look<T>(Func<DbTransaction, T> work) => InTransaction(work, deferred: true);

    internal override DateTimeOffset Now(DbTransaction transaction, TimeProvider clock) => clock.GetUtcNow();

    private T InTransaction<T>(Func<DbTransaction, T> work, bool deferred)
    {
        lock (turn)
        {
            try
            {
                using var transaction = connection.BeginTransaction(deferred);
                var result = work(transaction);
                transaction.Commit();
                return result;
            }
            catch (SqliteException failure)
            {
                throw StoreErrors.Of(path, failure);
            }
        }
    }
}
