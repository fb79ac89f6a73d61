using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Shares work among several workers on one database: each claims a permit, for a time that it prolongs while it works (a lease). A worker
/// that is killed, frozen or cut off loses its claim when that time is over. It may not know: what it then writes to the ledger is refused
/// (<see cref="PostgreSqlLedger.Under"/>). Times are the database's: workers' clocks may differ.
/// </summary>
internal sealed class WorkClaims
{
    private readonly StoreDatabase database;

    internal WorkClaims(StoreDatabase database) => this.database = database;

    /// <summary>Host, port and database, for messages.</summary>
    internal string Place => database.Place;

    /// <summary>Claims one of some permits that no other worker has; never waits for another.</summary>
    /// <param name="permits">What there is to do.</param>
    /// <param name="holder">Who claims it, for messages: process and host.</param>
    /// <param name="lease">For how long, unless it is prolonged.</param>
    /// <returns>Null when others have all of them.</returns>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    internal WorkClaim? TryClaim(IReadOnlyCollection<string> permits, string holder, TimeSpan lease) => database.Change(connection =>
    {
        // A permit's first claim finds its row here; rows that others make at the same time are waited for.
        using (var made = Command(
            connection,
            """
            INSERT INTO claim (permit, token, holder, until) SELECT permit, 0, '', '-infinity' FROM unnest(@permits) AS wanted (permit)
                WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.permit = wanted.permit) ORDER BY permit ON CONFLICT DO NOTHING
            """))
        {
            made.Parameters.AddWithValue("permits", permits.ToArray());
            made.ExecuteNonQuery();
        }

        using var command = Command(
            connection,
            """
            UPDATE claim SET token = nextval('claim_token'), holder = @holder, until = clock_timestamp() + @lease
            WHERE permit = (
                SELECT permit FROM claim WHERE permit = ANY (@permits) AND until <= clock_timestamp()
                ORDER BY until, permit LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING permit, token
            """);
        command.Parameters.AddWithValue("permits", permits.ToArray());
        command.Parameters.AddWithValue("holder", holder);
        command.Parameters.AddWithValue("lease", lease);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new WorkClaim(reader.GetString(0), reader.GetInt64(1)) : null;
    });

    /// <summary>Prolongs a claim from now on. One whose time is over is prolonged too, when no other worker has taken it since.</summary>
    /// <returns>False when another worker has it: what was begun is that one's.</returns>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses.</exception>
    internal bool TryProlong(WorkClaim claim, TimeSpan lease)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.Change(connection =>
        {
            using var command = Of(connection, claim, "UPDATE claim SET until = clock_timestamp() + @lease");
            command.Parameters.AddWithValue("lease", lease);
            return command.ExecuteNonQuery() == 1;
        });
    }

    /// <summary>Gives a claim back; one that another worker has taken stays that one's.</summary>
    /// <param name="claim">Which one.</param>
    /// <param name="isDone">Whether all was done that there was to do.</param>
    /// <exception cref="MuutostietoException">The database cannot be reached, or refuses: it then ends with its time.</exception>
    internal void Release(WorkClaim claim, bool isDone = false)
    {
        ArgumentNullException.ThrowIfNull(claim);
        _ = database.Change(connection =>
        {
            using var command = Of(
                connection,
                claim,
                """
                UPDATE claim SET until = '-infinity', holder = '', finished = CASE WHEN @done THEN clock_timestamp() ELSE finished END
                """);
            command.Parameters.AddWithValue("done", isDone);
            return command.ExecuteNonQuery();
        });
    }

    /// <summary>The database's time, by which claims are counted.</summary>
    internal DateTimeOffset Now() => database.Ask(connection =>
    {
        using var command = Command(connection, "SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)command.ExecuteScalar()!);
    });

    /// <summary>Whether some worker has done a work whole since a time of the database.</summary>
    internal bool IsDoneSince(string work, DateTimeOffset since) => database.Ask(connection =>
    {
        using var command = Command(connection, "SELECT 1 FROM claim WHERE permit = @work AND finished > @since");
        command.Parameters.AddWithValue("work", work);
        command.Parameters.AddWithValue("since", since.UtcDateTime);
        return command.ExecuteScalar() is not null;
    });

    /// <summary>Who has a work now, as <c>process 12 on host</c>; null when it is free.</summary>
    internal string? HolderOf(string work) => database.Ask(connection =>
    {
        using var command = Command(connection, "SELECT holder FROM claim WHERE permit = @work AND until > clock_timestamp()");
        command.Parameters.AddWithValue("work", work);
        return command.ExecuteScalar() as string;
    });

    /// <summary>Refuses when another worker has taken the claim; until the transaction ends none can.</summary>
    internal static void Require(NpgsqlConnection connection, string place, WorkClaim claim)
    {
        using var command = Of(connection, claim, "SELECT 1 FROM claim", " FOR SHARE");
        if (command.ExecuteScalar() is null)
        {
            throw claim.Lost(place);
        }
    }

    private static NpgsqlCommand Of(NpgsqlConnection connection, WorkClaim claim, string statement, string rest = "")
    {
        var command = Command(connection, $"{statement} WHERE permit = @permit AND token = @token{rest}");
        command.Parameters.AddWithValue("permit", claim.Work);
        command.Parameters.AddWithValue("token", claim.Token);
        return command;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        // Constant texts of this class.
#pragma warning disable CA2100
        return new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
    }
}
