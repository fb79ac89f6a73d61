using System.Globalization;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>Brings the stores of a database up to this program's version: all of them, or none when one fails.</summary>
public static class StoreMigration
{
    /// <summary>Applies what is missing. Several at once do it once; repeated, nothing changes.</summary>
    /// <param name="connectionString">Of a user who may make schemas in the database, or owns those that are there.</param>
    /// <param name="stores">In their order.</param>
    /// <returns>What was done, by store.</returns>
    /// <exception cref="MuutostietoException">
    /// The database cannot be reached, refuses, holds tables of another program, or has a store newer than this program works with.
    /// </exception>
    public static IReadOnlyList<StoreUpgrade> Apply(string connectionString, IReadOnlyList<StoreScripts> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        return Locked(connectionString, stores, (connection, place, enter) =>
        {
            var upgrades = new List<StoreUpgrade>();
            foreach (var store in stores)
            {
                enter(store);
                upgrades.Add(Apply(connection, place, store));
            }

            if (upgrades.Any(upgrade => upgrade.From != upgrade.To))
            {
                StoreRoles.Renew(connection, stores);
            }

            return upgrades;
        });
    }

    /// <summary>Does work on the tables of stores in one transaction, beside which no other does.</summary>
    /// <param name="connectionString">Of their owner.</param>
    /// <param name="stores">In their order.</param>
    /// <param name="work">Takes the connection, its place and what it calls before it comes to a store.</param>
    internal static T Locked<T>(
        string connectionString, IReadOnlyList<StoreScripts> stores, Func<NpgsqlConnection, string, Action<StoreScripts>, T> work)
    {
        var builder = ConnectionText.Read(connectionString, "pg_catalog");
        // Nothing else is done with this connection.
        builder.Pooling = false;
        var place = ConnectionText.PlaceOf(builder);
        var now = stores[0];
        try
        {
            using var connection = new NpgsqlConnection(builder.ToString());
            connection.Open();
            using var transaction = connection.BeginTransaction();
            Execute(
                connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock({AdvisoryLock.KeyOf("migration")})"));
            var result = work(connection, place, store =>
            {
                now = store;
                Execute(connection, $"SET LOCAL search_path = {store.Schema}");
            });
            transaction.Commit();
            return result;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw DatabaseErrors.NotOwner(place, now, e);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedObject)
        {
            throw DatabaseErrors.NoRole(place, e);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseErrors.Of(place, now, e);
        }
    }

    /// <summary>Makes the partitions that rows up to a key need.</summary>
    /// <returns>As <see cref="StoreScripts.Ahead"/> says.</returns>
    internal static int MakeAhead(NpgsqlConnection connection, StoreScripts store, long key)
    {
        // Names of this program.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand($"SELECT {store.Schema}.{store.Ahead}(@key)", connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        command.Parameters.AddWithValue("key", key);
        return (int)command.ExecuteScalar()!;
    }

    internal static void Execute(NpgsqlConnection connection, string sql)
    {
        // Constant texts of the program; of an operator the quoted names of roles are in them.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static StoreUpgrade Apply(NpgsqlConnection connection, string place, StoreScripts store)
    {
        var (before, worksWith) = StoreVersion.Read(connection, store);
        if (before > store.Version)
        {
            return worksWith <= store.Version
                ? new StoreUpgrade(store.Schema, before, before)
                : throw DatabaseErrors.Newer(place, store, before);
        }

        if (before == 0)
        {
            MakeSchema(connection, place, store);
        }

        for (var version = before + 1; version <= store.Version; version++)
        {
            Execute(connection, store.Scripts[version - 1].Sql);
            using var applied = new NpgsqlCommand("INSERT INTO applied_script (version, works_with) VALUES (@version, @works)", connection);
            applied.Parameters.AddWithValue("version", version);
            applied.Parameters.AddWithValue("works", store.WorksWith(version));
            applied.ExecuteNonQuery();
        }

        return MakeAhead(connection, store, new StoreUpgrade(store.Schema, before, store.Version));
    }

    private static StoreUpgrade MakeAhead(NpgsqlConnection connection, StoreScripts store, StoreUpgrade upgrade)
    {
        if (store.Ahead is null)
        {
            return upgrade;
        }

        var made = MakeAhead(connection, store, 0);
        return upgrade with { Partitions = Math.Max(made, 0), IsPostponed = made < 0 };
    }

    private static void MakeSchema(NpgsqlConnection connection, string place, StoreScripts store)
    {
        using (var encoding = new NpgsqlCommand("SELECT current_setting('server_encoding')", connection))
        {
            if (encoding.ExecuteScalar() is string found and not "UTF8")
            {
                throw DatabaseErrors.Encoded(place, found);
            }
        }

        // A user who owns the schema need not have the right to make one.
        if (Count("SELECT count(*) FROM pg_namespace WHERE nspname = @schema") == 0)
        {
            Execute(connection, $"CREATE SCHEMA {store.Schema}");
        }
        else if (Count("SELECT count(*) FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = @schema)") > 0)
        {
            throw DatabaseErrors.Foreign(place, store);
        }

        Execute(connection, StoreVersion.Table);

        long Count(string sql)
        {
            // Constant texts of this method.
#pragma warning disable CA2100
            using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            command.Parameters.AddWithValue("schema", store.Schema);
            return (long)command.ExecuteScalar()!;
        }
    }
}
