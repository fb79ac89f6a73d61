using System.Data.Common;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>
/// A transaction beside which nothing else is written to the store, for work that does not fit into one call of
/// <see cref="StoreDatabase.Write"/>. Disposed of without <see cref="Commit"/>, nothing has happened.
/// </summary>
public sealed class StoreTransaction : IDisposable
{
    private readonly StoreDatabase database;
    private readonly NpgsqlTransaction transaction;

    internal StoreTransaction(StoreDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.database, Connection, this.transaction) = (database, connection, transaction);

    /// <summary>Its own, as long as the transaction lasts. Failures of its commands are <see cref="StoreDatabase.Failure"/>'s to say.
    /// </summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The transaction itself, for code that knows no more of databases than ADO.NET's types.</summary>
    public DbTransaction Own => transaction;

    /// <summary>Makes what was written durable and visible.</summary>
    /// <exception cref="Records.MuutostietoException">
    /// The database refuses it, or is lost; where the connection was cut at this very moment, it may be recorded all the same.
    /// </exception>
    public void Commit()
    {
        try
        {
            transaction.Commit();
        }
        catch (NpgsqlException e)
        {
            throw database.Failure(e);
        }
    }

    public void Dispose()
    {
        try
        {
            transaction.Dispose();
        }
        catch (NpgsqlException)
        {
            // The connection is lost, and what was not committed with it.
        }

        Connection.Dispose();
    }
}
