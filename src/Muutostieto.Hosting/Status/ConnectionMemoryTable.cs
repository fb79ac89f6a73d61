using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;
using Npgsql;

namespace Muutostieto.Hosting.Status;

/// <summary>Keeps what is known of the connections in the database: several services answer them.</summary>
/// <param name="settings">The database, by a login that may write the table.</param>
internal sealed class ConnectionMemoryTable(StoreSettings settings) : ConnectionMemoryPlace
{
    private const string Tables = """
        CREATE TABLE connection (
            login text COLLATE "C" PRIMARY KEY,
            since timestamptz NOT NULL,
            last_fetch timestamptz,
            last_key bigint
        );
        """;

    // The place of a client may go back when it loads anew: the later answer says it.
    private const string Upsert = """
        INSERT INTO connection (login, since, last_fetch, last_key) VALUES ($1, $2, $3, $4)
        ON CONFLICT (login) DO UPDATE SET
            since = LEAST(connection.since, excluded.since),
            last_key = CASE WHEN excluded.last_fetch >= coalesce(connection.last_fetch, '-infinity') THEN excluded.last_key
                ELSE connection.last_key END,
            last_fetch = GREATEST(connection.last_fetch, excluded.last_fetch)
        """;

    /// <summary>The table, for those who make it.</summary>
    public static StoreScripts Scripts { get; } = new("interface", "the interface's memory of its connections", [new(Tables)])
    {
        Rights =
        [
            new(StoreRole.Interface, "INSERT, UPDATE", "connection"),
            new(StoreRole.Deliveries),
        ],
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ConnectionMemory> Read() => Open().Ask(connection =>
    {
        using var command = new NpgsqlCommand("SELECT login, since, last_fetch, last_key FROM connection", connection);
        using var reader = command.ExecuteReader();
        var read = new Dictionary<string, ConnectionMemory>(StringComparer.Ordinal);
        while (reader.Read())
        {
            read.Add(
                reader.GetString(0),
                new ConnectionMemory(
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
                    reader.IsDBNull(3) ? null : reader.GetInt64(3)));
        }

        return read;
    });

    /// <inheritdoc/>
    public override void Write(IReadOnlyDictionary<string, ConnectionMemory> connections)
    {
        ArgumentNullException.ThrowIfNull(connections);
        _ = Open().Change(connection =>
        {
            // In one order, so that two services never wait for each other.
            foreach (var (login, memory) in connections.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                using var command = new NpgsqlCommand(Upsert, connection);
                command.Parameters.AddWithValue(login);
                command.Parameters.AddWithValue(memory.Since.ToUniversalTime());
                command.Parameters.AddWithValue(memory.LastFetch is { } fetch ? fetch.ToUniversalTime() : DBNull.Value);
                command.Parameters.AddWithValue(memory.LastKey is { } key ? key : DBNull.Value);
                command.ExecuteNonQuery();
            }

            return true;
        });
    }

    private StoreDatabase Open() => StoreDatabase.Open(settings.ReadConnection(), Scripts);
}
