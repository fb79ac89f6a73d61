using System.IO.Abstractions;
using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger in a SQLite file of its own, beside the register's: a register may be made anew, the ledger never.</summary>
public sealed class SqliteLedger : SqlLedger
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly string path;

    private SqliteLedger(SqliteConnection connection, string path) => (this.connection, this.path) = (connection, path);

    /// <summary>Opens the ledger, and makes it and its folder when they are not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busySeconds">How long a locked ledger is waited for. Default 10.</param>
    public static SqliteLedger Open(string path, int busySeconds = 10)
    {
        var full = Path.GetFullPath(path);
        // Without a pool the file is let go of when the ledger is disposed of.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = full,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = busySeconds,
        }.ToString());
        try
        {
            var files = new FileSystem();
            NewFolder.Make(files, Path.GetDirectoryName(full)!, "Ledger.path");
            PrivateFile.Ensure(files, full);
            connection.Open();
            LedgerSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            LedgerSchema.Ensure(connection, full);
            return new SqliteLedger(connection, full);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw LedgerErrors.Of(full, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{full}: the ledger's folder cannot be made. Give the program's user the right to write there.",
                e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger for reading alone: nothing is made, converted or locked. What would change it fails.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null when it is empty or of an older version, which the next run converts.</returns>
    /// <exception cref="MuutostietoException">It is damaged, no ledger or of a later version.</exception>
    public static SqliteLedger? OpenRead(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString());
        SqliteLedger? opened = null;
        try
        {
            connection.Open();
            return opened = LedgerSchema.Check(connection, path) == LedgerSchema.Version ? new SqliteLedger(connection, path) : null;
        }
        catch (SqliteException e)
        {
            throw LedgerErrors.Of(path, e);
        }
        finally
        {
            if (opened is null)
            {
                connection.Dispose();
            }
        }
    }

    public override void Dispose() => connection.Dispose();

    private protected override T Read<T>(Func<LedgerSession, T> work) => InTransaction(work, deferred: true);

    // Immediate: takes the write lock before the first read, so that what was read still holds at the write.
    private protected override T Write<T>(Func<LedgerSession, T> work) => InTransaction(work, deferred: false);

    private T InTransaction<T>(Func<LedgerSession, T> work, bool deferred)
    {
        lock (gate)
        {
            try
            {
                using var transaction = connection.BeginTransaction(deferred);
                var result = work(new LedgerSession(connection, path));
                transaction.Commit();
                return result;
            }
            catch (SqliteException e)
            {
                throw LedgerErrors.Of(path, e);
            }
        }
    }
}
