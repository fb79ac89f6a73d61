using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>Which scripts of a store a database has had.</summary>
internal static class StoreVersion
{
    internal const string Table = """
        CREATE TABLE applied_script (
            version integer PRIMARY KEY CHECK (version >= 1),
            works_with integer NOT NULL CHECK (works_with BETWEEN 1 AND version),
            applied timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <summary>The version; 0 where the store is not. And the lowest version whose program may use it.</summary>
    internal static (int Version, int WorksWith) Read(NpgsqlConnection connection, StoreScripts store)
    {
        using (var known = new NpgsqlCommand("SELECT to_regclass(@name) IS NOT NULL", connection))
        {
            known.Parameters.AddWithValue("name", store.Schema + ".applied_script");
            if (known.ExecuteScalar() is not true)
            {
                return (0, 0);
            }
        }

        using var command = new NpgsqlCommand(
            "SELECT coalesce(max(version), 0), coalesce(max(works_with), 0) FROM applied_script",
            connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <exception cref="Records.MuutostietoException">This program cannot use it: it is older, newer or not there.</exception>
    internal static void Check(NpgsqlConnection connection, string place, StoreScripts store)
    {
        var (version, worksWith) = Read(connection, store);
        if (version < store.Version)
        {
            throw DatabaseErrors.Older(place, store, version);
        }

        if (worksWith > store.Version)
        {
            throw DatabaseErrors.Newer(place, store, version);
        }
    }
}
