using System.Data.Common;
using Muutostieto.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Store;

/// <summary>
/// Drafts, queue, saved selections, lists in the making and sessions: nothing in it is needed to deliver, and no decision is in it alone.
/// For all threads at once. SQL is plain: a file and a database have the same tables.
/// </summary>
public abstract class SelfServiceStore : IDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "selfservice.db";

    private protected SelfServiceStore()
    {
    }

    /// <summary>Its tables in a database, for those who make them.</summary>
    public static StoreScripts Scripts => SelfServiceScripts.Store;

    /// <summary>Opens the store of a file, and makes it when it is not there, readable by its owner alone.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="busySeconds">How long a locked store is waited for. Default 10.</param>
    /// <exception cref="MuutostietoException">It cannot be opened; the message says why.</exception>
    public static SelfServiceStore Open(string path, int busySeconds = 10) => SqliteSelfServiceStore.OpenFile(path, busySeconds);

    /// <summary>Opens the store of a database, which several services may use at once.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, refuses, or does not have the tables.</exception>
    public static SelfServiceStore OpenDatabase(string connectionString) => new PostgreSqlSelfServiceStore(connectionString);

    /// <summary>Whether other services, on this machine or others, may use it at the same time.</summary>
    public abstract bool IsShared { get; }

    public abstract void Dispose();

    /// <summary>
    /// Runs a piece of work in one transaction, beside which nothing else writes. It is committed when the work returns and undone when it
    /// fails.
    /// </summary>
    internal abstract T Run<T>(Func<DbTransaction, T> work);

    /// <inheritdoc cref="Run{T}"/>
    internal void Run(Action<DbTransaction> work) => Run(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>Reads in one transaction that waits for no writer.</summary>
    internal abstract T Look<T>(Func<DbTransaction, T> work);

    /// <summary>The time by which services that share the store agree: a database's own, else the one that is given.</summary>
    internal abstract DateTimeOffset Now(DbTransaction transaction, TimeProvider clock);
}
