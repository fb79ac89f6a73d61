using System.Globalization;
using System.Text;
using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>Fills a new register in one transaction, by binary COPY of some thousand rows at a time.</summary>
internal sealed class PostgreSqlRegisterLoader : IRegisterLoader
{
    private const long LoadKey = 1;
    private const int RowsAtOnce = 2000;

    private readonly StoreDatabase store;
    private readonly StoreTransaction transaction;
    private readonly PostgreSqlBuildingLoader buildings;

    private readonly CopyBuffer ids = new("COPY person (id) FROM STDIN (FORMAT binary)", NpgsqlDbType.Bigint);

    private readonly CopyBuffer versions = new(
        """
        COPY version (person, from_key, code, municipality, alive, ban_end, born, sex, mother_tongue, postal_code, document)
        FROM STDIN (FORMAT binary)
        """,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Smallint,
        NpgsqlDbType.Text,
        NpgsqlDbType.Integer,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Bytea);

    private readonly CopyBuffer formerCodes = new(
        "COPY loaded_code (code, person) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Text,
        NpgsqlDbType.Bigint);

    private readonly CopyBuffer names = new(
        "COPY name_key (key, person) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint);

    private long persons;
    private long waiting;
    private bool over;

    private PostgreSqlRegisterLoader(StoreDatabase store, StoreTransaction transaction)
    {
        (this.store, this.transaction) = (store, transaction);
        buildings = new PostgreSqlBuildingLoader(store.Place, LoadKey);
    }

    public static PostgreSqlRegisterLoader Begin(StoreDatabase store, RegisterOrigin origin, DateTimeOffset created)
    {
        var transaction = store.BeginWrite();
        try
        {
            if (Number(transaction.Connection, "SELECT count(*) FROM register") > 0)
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"register {store.Place}: there is one already, and a register is never overwritten. Give another database: "
                        + "Store in the settings names it.");
            }

            Execute(
                transaction.Connection,
                """
                CREATE TEMP TABLE loaded_code (code text COLLATE "C" NOT NULL, person bigint NOT NULL) ON COMMIT DROP;
                CREATE TEMP TABLE loaded_building_code (code text COLLATE "C" NOT NULL, building bigint NOT NULL) ON COMMIT DROP
                """);
            Describe(transaction.Connection, origin, created);
            return new PostgreSqlRegisterLoader(store, transaction);
        }
        catch (NpgsqlException e)
        {
            transaction.Dispose();
            throw store.Failure(e);
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public long Add(NewVersion person)
    {
        ObjectDisposedException.ThrowIf(over, this);
        person.Validate();
        if (person.PersonId is not null || person.MergedPersons.Count > 0)
        {
            throw new ArgumentException("A new register numbers its persons itself, and none of them can merge.", nameof(person));
        }

        var id = ++persons;
        var facts = FactColumns.Of(person);
        ids.Add(id);
        versions.Add(
            id,
            LoadKey,
            person.IdentityCode,
            person.Municipality,
            person.Alive ? 1L : 0L,
            person.NonDisclosureEnd,
            (long?)facts.Born,
            facts.Sex,
            facts.MotherTongue,
            facts.PostalCode,
            Kept(person.Document));
        foreach (var key in PersonNames.Of(Encoding.ASCII.GetBytes(person.IdentityCode), person.Document.Span).Keys().Distinct())
        {
            names.Add(key, id);
        }

        foreach (var code in person.FormerCodes.Distinct(StringComparer.Ordinal).Where(code => code != person.IdentityCode))
        {
            formerCodes.Add(code, id);
        }

        FlushWhenFull();
        return id;
    }

    public long AddBuilding(NewBuildingVersion building)
    {
        ObjectDisposedException.ThrowIf(over, this);
        var id = buildings.Add(building with
        {
            Document = Kept(building.Document),
            Owners = [.. building.Owners.Select(owner => owner with { Group = Kept(owner.Group) })],
        });
        FlushWhenFull();
        return id;
    }

    public void Complete()
    {
        using var whole = Finish();
        whole.Commit();
    }

    public void Dispose()
    {
        if (!over)
        {
            over = true;
            transaction.Dispose();
        }
    }

    /// <summary>Enters all that is left; what makes it appear is the transaction's commit, and the loader has ended.</summary>
    internal StoreTransaction Finish()
    {
        ObjectDisposedException.ThrowIf(over, this);
        Doing(() =>
        {
            Flush();
            EnterCodes();
            buildings.Complete(transaction.Connection);
            if (persons + buildings.Count > 0)
            {
                Execute(
                    transaction.Connection,
                    $"""
                    INSERT INTO journal (key, kind, event, registered, type, role, record)
                    VALUES ({LoadKey}, {(int)JournalEntryKind.Load}, '', '', '', '', '')
                    """);
            }

            // For a user who does not own the tables this is a warning without effect; the server analyzes them later of its own accord.
            Execute(transaction.Connection, "SET LOCAL client_min_messages = error; ANALYZE person, version, identity_code, name_key");
        });
        over = true;
        return transaction;
    }

    /// <summary>The caller may use its memory again before the rows are copied.</summary>
    private static ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> bytes) => bytes.ToArray();

    private void FlushWhenFull()
    {
        if (++waiting == RowsAtOnce)
        {
            Doing(Flush);
        }
    }

    private void Flush()
    {
        waiting = 0;
        ids.Flush(transaction.Connection);
        versions.Flush(transaction.Connection);
        names.Flush(transaction.Connection);
        formerCodes.Flush(transaction.Connection);
        buildings.Flush(transaction.Connection);
    }

    /// <summary>In one sorted pass, so that the index is filled in its order.</summary>
    private void EnterCodes()
    {
        try
        {
            Execute(
                transaction.Connection,
                $"""
                INSERT INTO identity_code (code, person, since_key, active)
                SELECT code, person, {LoadKey}, 1 FROM version UNION ALL SELECT code, person, {LoadKey}, 0 FROM loaded_code ORDER BY 1, 2
                """);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw RegisterFailure.SharedCode(store.Place);
        }

        if (Number(
                transaction.Connection,
                "SELECT count(*) FROM loaded_code former JOIN identity_code code ON code.code = former.code AND code.active = 1") > 0)
        {
            throw RegisterFailure.SharedCode(store.Place);
        }
    }

    private void Doing(Action action)
    {
        try
        {
            action();
        }
        catch (NpgsqlException e)
        {
            throw store.Failure(e);
        }
    }

    private static void Describe(NpgsqlConnection connection, RegisterOrigin origin, DateTimeOffset created)
    {
        using var row = new NpgsqlCommand(
            """
            INSERT INTO register (id, kind, note, seed, created) VALUES (1, @kind, @note, @seed, @created);
            -- Real persons come from a feed alone.
            INSERT INTO feed (id, fed) VALUES (1, @fed)
            """,
            connection);
        row.Parameters.AddWithValue("kind", (short)origin.Kind);
        row.Parameters.AddWithValue("note", origin.Note);
        row.Parameters.Add(new NpgsqlParameter("seed", NpgsqlDbType.Bigint) { Value = origin.Seed is { } seed ? seed : DBNull.Value });
        row.Parameters.AddWithValue(
            "created", created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        row.Parameters.AddWithValue("fed", (short)(origin.Kind == RegisterKind.Production ? 1 : 0));
        row.ExecuteNonQuery();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        // Constant texts and numbers.
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Number(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
