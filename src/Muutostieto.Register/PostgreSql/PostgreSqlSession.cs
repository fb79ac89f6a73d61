using System.Globalization;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Register.Sql;
using Npgsql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// A register in a PostgreSQL database. It has a connection while a transaction is open; a question outside one gets a connection of the
/// pool for itself, so that a reader that is not asked holds nothing.
/// </summary>
/// <param name="store">Where.</param>
/// <param name="outer">A transaction in which everything is done; null: there is none.</param>
internal sealed class PostgreSqlSession(StoreDatabase store, StoreTransaction? outer = null) : ISqlDatabase
{
    private const string Savepoint = "writer";
    private const int LaterAtMost = 1000;
    private readonly List<NpgsqlBatchCommand> later = [];
    private NpgsqlConnection? current = outer?.Connection;
    private bool hasSavepoint;
    private StoreTransaction? transaction;

    public string Place => store.Place;

    public int Version => (int)this.Number("SELECT max(version) FROM applied_script");

    public string OrderedJoin => "JOIN";

    public string VersionAt => RegisterQueries.VersionInPartsAt;

    public StoreDatabase Store => store;

    public ISqlStatement Prepare(string sql) => new PostgreSqlStatement(this, sql);

    public string By(string index) => "";

    public string NumbersOf(int parameter) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(?{parameter} AS json)) AS value");

    /// <summary>They are all made together.</summary>
    public bool HasTable(string table) => true;

    public void Need(string table)
    {
    }

    public T Snapshot<T>(Func<T> read) => current is not null ? read() : store.Read(connection =>
    {
        current = connection;
        try
        {
            return read();
        }
        finally
        {
            current = null;
        }
    });

    /// <summary>The connection of a transaction in which everything is done; null where there is none.</summary>
    public NpgsqlConnection? Outer => outer?.Connection;

    public void BeginWrite()
    {
        if (outer is not null)
        {
            hasSavepoint = true;
            this.Run("SAVEPOINT " + Savepoint);
            return;
        }

        transaction = store.BeginWrite();
        current = transaction.Connection;
    }

    public void Commit()
    {
        RunWhatWaits();
        if (transaction is not null)
        {
            transaction.Commit();
            return;
        }

        this.Run("RELEASE SAVEPOINT " + Savepoint);
        hasSavepoint = false;
    }

    public void RollBack()
    {
        later.Clear();
        transaction?.Dispose();
        (transaction, current) = (null, outer?.Connection);
        if (hasSavepoint)
        {
            hasSavepoint = false;
            try
            {
                this.Run("ROLLBACK TO SAVEPOINT " + Savepoint);
            }
            catch (MuutostietoException)
            {
                // The connection is lost, and the whole transaction with it.
            }
        }
    }

    /// <summary>Runs a command in the transaction that is open, or in one of its own.</summary>
    /// <param name="command">Its connection is set.</param>
    /// <param name="run">Reads all that it wants.</param>
    public T Run<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> run)
    {
        RunWhatWaits();
        if (current is not { } connection)
        {
            return store.Ask(own => On(own, isLasting: false));
        }

        try
        {
            return On(connection, isLasting: true);
        }
        catch (NpgsqlException e)
        {
            throw store.Failure(e);
        }

        T On(NpgsqlConnection connection, bool isLasting)
        {
            command.Connection = connection;
            try
            {
                if (isLasting)
                {
                    // Kept by the connection of the pool: what it has prepared once is not prepared again.
                    command.Prepare();
                }

                return run(command);
            }
            finally
            {
                command.Connection = null;
            }
        }
    }

    /// <summary>Keeps a command of the open transaction, with the parameters that it has now, until something else is asked.</summary>
    public void RunLater(NpgsqlCommand command)
    {
        var kept = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            kept.Parameters.Add(parameter.Clone());
        }

        later.Add(kept);
        if (later.Count == LaterAtMost)
        {
            RunWhatWaits();
        }
    }

    public void Dispose() => RollBack();

    private void RunWhatWaits()
    {
        if (later.Count == 0)
        {
            return;
        }

        try
        {
            using var batch = new NpgsqlBatch(current) { Timeout = PostgreSqlStatement.TimeoutSeconds };
            foreach (var command in later)
            {
                batch.BatchCommands.Add(command);
            }

            later.Clear();
            batch.Prepare();
            batch.ExecuteNonQuery();
        }
        catch (NpgsqlException e)
        {
            throw store.Failure(e);
        }
    }
}
