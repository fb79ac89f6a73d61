using Muutostieto.PostgreSql;
using Npgsql;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Which database a ledger is in. A base backup that is recovered to an earlier time, and a replica that is promoted, go on with another
/// timeline of the server; a dump that is loaded makes another table.
/// </summary>
internal sealed class LedgerOrigins(StoreDatabase database)
{
    private const string Found = """
        concat_ws('/', (SELECT system_identifier FROM pg_control_system()),
            CASE WHEN pg_is_in_recovery() THEN 'replica' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END,
            (SELECT oid FROM pg_database WHERE datname = current_database()), 'delivery'::regclass::oid)
        """;

    /// <summary>What was accepted and what is found. In a database that has accepted none, the one that is found is accepted.</summary>
    internal LedgerOrigin Read(DateTimeOffset at)
    {
        var read = Ask();
        if (read.Accepted is null)
        {
            Keep("ON CONFLICT DO NOTHING", read.Found, at);
            read = Ask();
        }

        return new LedgerOrigin(database.Place, read.Accepted!, read.Found);
    }

    internal void Accept(LedgerOrigin origin, DateTimeOffset at) =>
        Keep("ON CONFLICT (one) DO UPDATE SET mark = excluded.mark, accepted = excluded.accepted", origin.Found, at);

    private (string? Accepted, string Found) Ask() => database.Ask(connection =>
    {
        using var command = new NpgsqlCommand($"SELECT (SELECT mark FROM origin), {Found}", connection);
        using var reader = command.ExecuteReader();
        _ = reader.Read();
        return (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1));
    });

    private void Keep(string conflict, string mark, DateTimeOffset at) => _ = database.Change(connection =>
    {
        // Constant texts of this class only.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand($"INSERT INTO origin (mark, accepted) VALUES (@mark, @at) {conflict}", connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("mark", mark);
        command.Parameters.AddWithValue("at", LedgerRows.Text(at));
        return command.ExecuteNonQuery();
    });
}
