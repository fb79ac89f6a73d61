using System.Data.Common;
using System.IO.Abstractions;
using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Store;

/// <summary>
/// Drafts, queue, saved selections, lists in the making and sessions, in a SQLite file of its own: nothing in it is needed to deliver, and
/// no decision is in it alone. For all threads at once; one of them writes or reads at a time. SQL is plain, so that another database can
/// have the same tables.
/// </summary>
public sealed class SelfServiceStore : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "selfservice.db";

    private readonly Lock turn = new();
    private readonly SqliteConnection connection;
    private readonly string path;

    private SelfServiceStore(SqliteConnection connection, string path) => (this.connection, this.path) = (connection, path);

    /// <summary>Opens the store, and makes it when it is not there, readable by its owner alone.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="busySeconds">How long a locked store is waited for. Default 10.</param>
    /// <exception cref="MuutostietoException">It cannot be opened; the message says why.</exception>
    public static SelfServiceStore Open(string path, int busySeconds = 10)
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
            return new SelfServiceStore(connection, full);
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

    /// <summary>Runs a piece of work in one transaction, which is committed when it returns and undone when it fails.</summary>
    internal T Run<T>(Func<DbTransaction, T> work)
    {
        lock (turn)
        {
            try
            {
                using var transaction = connection.BeginTransaction();
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

    /// <inheritdoc cref="Run{T}"/>
    internal void Run(Action<DbTransaction> work) => Run(transaction =>
    {
        work(transaction);
        return true;
    });

    public void Dispose() => connection.Dispose();
}
