using System.Data;
using System.Globalization;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>
/// A store in a PostgreSQL database, reached by connections whose search path is the store's schema. They come from a pool that all stores
/// of the process with one connection string share: opening a store is cheap, and nothing has to be closed. May be used by several threads
/// at once.
/// </summary>
public sealed class StoreDatabase
{
    /// <summary>For how long a writer waits for another, in seconds, where nothing else is said.</summary>
    public const int DefaultBusySeconds = 10;

    /// <summary>
    /// For how long a writer may do nothing in the middle of its transaction, in seconds, before the database ends it, where a program
    /// works between its statements, as an import does.
    /// </summary>
    private const int LongestWorkSeconds = 300;

    private readonly string connectionString;
    private readonly StoreScripts store;
    private readonly int busySeconds;
    private readonly long writerKey;

    private StoreDatabase(NpgsqlConnectionStringBuilder builder, StoreScripts store, int busySeconds)
    {
        (this.store, this.busySeconds) = (store, busySeconds);
        connectionString = builder.ToString();
        Place = ConnectionText.PlaceOf(builder);
        writerKey = AdvisoryLock.KeyOf("writer of " + store.Schema);
    }

    /// <summary>Host, port and database, for messages: the connection string is a secret.</summary>
    public string Place { get; }

    /// <summary>
    /// The same where it does not: one that is frozen or cut off is ended before those that wait for it give up.
    /// </summary>
    private int LongestPauseSeconds => Math.Max(1, busySeconds / 2);

    private string WriterFirst(int longestPause) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SET LOCAL lock_timeout = '{busySeconds}s'; SET LOCAL idle_in_transaction_session_timeout = '{longestPause}s';
        SELECT pg_advisory_xact_lock({writerKey})
        """);

    /// <summary>Opens a store whose tables are there.</summary>
    /// <param name="connectionString">As Npgsql has it; it must name host and database.</param>
    /// <param name="store">Which store.</param>
    /// <param name="busySeconds">For how long a writer waits for another.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the connection string is wrong, or there is no such database. Transient: the server cannot be reached. Fault: it refuses the
    /// user, or the tables are missing, older or newer than this program works with.
    /// </exception>
    public static StoreDatabase Open(string connectionString, StoreScripts store, int busySeconds = DefaultBusySeconds)
    {
        ArgumentNullException.ThrowIfNull(store);
        var database = new StoreDatabase(ConnectionText.Read(connectionString, store.Schema), store, busySeconds);
        try
        {
            using var connection = database.Connect();
            StoreVersion.Check(connection, database.Place, store);
            return database;
        }
        catch (NpgsqlException e)
        {
            throw database.Failure(e);
        }
    }

    /// <summary>Host, port and database of a connection string, for messages about what has not been opened.</summary>
    /// <exception cref="MuutostietoException">Usage: it cannot be read.</exception>
    public static string PlaceOf(string connectionString) => ConnectionText.PlaceOf(ConnectionText.Read(connectionString, "pg_catalog"));

    /// <summary>The connection strings of single hosts of one that may name several (<c>Host=a,b:5433</c>).</summary>
    /// <exception cref="MuutostietoException">Usage: it cannot be read.</exception>
    public static IReadOnlyList<string> EachHost(string connectionString) =>
        [.. ConnectionText.EachHost(connectionString).Select(builder => builder.ToString())];

    /// <summary>The user of a connection string; null when it names none.</summary>
    /// <exception cref="MuutostietoException">Usage: it cannot be read.</exception>
    public static string? LoginOf(string connectionString) => ConnectionText.Read(connectionString, "pg_catalog").Username;

    /// <summary>An open connection of the pool, which its disposal gives back.</summary>
    /// <exception cref="MuutostietoException">The server cannot be reached, or refuses.</exception>
    public NpgsqlConnection Connect()
    {
        try
        {
            return NewConnection(connectionString);
        }
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Reads in one transaction, so that all statements see one state.</summary>
    public T Read<T>(Func<NpgsqlConnection, T> work) =>
        InTransaction(work, IsolationLevel.RepeatableRead, "SET TRANSACTION READ ONLY");

    /// <summary>Reads by one statement, without a transaction around it: one way to the server and back.</summary>
    public T Ask<T>(Func<NpgsqlConnection, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            for (var isRetry = false; ; isRetry = true)
            {
                using var connection = NewConnection(connectionString);
                try
                {
                    return question(connection);
                }
                catch (NpgsqlException) when (!isRetry && connection.FullState is ConnectionState.Closed or ConnectionState.Broken)
                {
                    // It may have been dead in the pool for long.
                    NpgsqlConnection.ClearPool(connection);
                }
            }
        }
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>
    /// Writes in one transaction, beside which nothing else is written to the store by <see cref="Write"/>: what was read still holds at
    /// the write, and the order of keys is the order of commits.
    /// </summary>
    public T Write<T>(Func<NpgsqlConnection, T> work) =>
        InTransaction(work, IsolationLevel.ReadCommitted, WriterFirst(LongestPauseSeconds));

    /// <summary>Begins such a transaction.</summary>
    /// <exception cref="MuutostietoException">Transient: another one did not end in the waiting time, or the server cannot be reached.
    /// </exception>
    public StoreTransaction BeginWrite() => BeginAs(IsolationLevel.ReadCommitted, WriterFirst(LongestWorkSeconds));

    /// <summary>Begins such a transaction for a step without work of the program between its statements.</summary>
    /// <exception cref="MuutostietoException">As <see cref="BeginWrite"/>.</exception>
    public StoreTransaction BeginStep() => BeginAs(IsolationLevel.ReadCommitted, WriterFirst(LongestPauseSeconds));

    /// <summary>Begins a transaction that sees one state, changes nothing and waits for no writer.</summary>
    /// <exception cref="MuutostietoException">The server cannot be reached, or refuses.</exception>
    public StoreTransaction BeginRead() => BeginAs(IsolationLevel.RepeatableRead, "SET TRANSACTION READ ONLY");

    private StoreTransaction BeginAs(IsolationLevel isolation, string first)
    {
        try
        {
            var connection = Begin(isolation, first, out var transaction);
            return new StoreTransaction(this, connection, transaction);
        }
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>
    /// Changes rows that it locks itself, in one transaction beside others and beside <see cref="Write"/>, for what needs no order.
    /// </summary>
    public T Change<T>(Func<NpgsqlConnection, T> work) =>
        InTransaction(
            work,
            IsolationLevel.ReadCommitted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SET LOCAL lock_timeout = '{busySeconds}s'; SET LOCAL idle_in_transaction_session_timeout = '{LongestPauseSeconds}s'"));

    /// <summary>A failure of the database in words for the user: the place, what is wrong and what to do.</summary>
    public MuutostietoException Failure(NpgsqlException e) => DatabaseErrors.Of(Place, store, e);

    /// <summary>Keeps other writers off this store, too, until the transaction of a connection ends.</summary>
    internal void KeepWritersOff(NpgsqlConnection connection)
    {
        // Constant text and numbers.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(WriterFirst(LongestWorkSeconds), connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>An open connection outside the pool, which ends when it is disposed of.</summary>
    /// <param name="signSeconds">How often it gives the server a sign of life.</param>
    internal NpgsqlConnection ConnectAlone(int signSeconds)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = signSeconds, TcpKeepAlive = true };
        try
        {
            return NewConnection(alone.ToString());
        }
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
    }

    private static NpgsqlConnection NewConnection(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T InTransaction<T>(Func<NpgsqlConnection, T> work, IsolationLevel isolation, string first)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            using var connection = Begin(isolation, first, out var transaction);
            using (transaction)
            {
                var result = work(connection);
                transaction.Commit();
                return result;
            }
        }
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>A connection of the pool may have been dead for long: nothing has happened yet, and another is tried.</summary>
    private NpgsqlConnection Begin(IsolationLevel isolation, string first, out NpgsqlTransaction transaction)
    {
        for (var isRetry = false; ; isRetry = true)
        {
            var connection = NewConnection(connectionString);
            try
            {
                transaction = connection.BeginTransaction(isolation);
                // Constant text and numbers.
#pragma warning disable CA2100
                using var command = new NpgsqlCommand(first, connection);
#pragma warning restore CA2100
                command.ExecuteNonQuery();
                return connection;
            }
            catch (NpgsqlException) when (!isRetry && connection.FullState is ConnectionState.Closed or ConnectionState.Broken)
            {
                NpgsqlConnection.ClearPool(connection);
                connection.Dispose();
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }
}
