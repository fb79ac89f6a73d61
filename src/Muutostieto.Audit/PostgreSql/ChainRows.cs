using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>Reads and writes rows of <c>audit.chain</c>.</summary>
internal static class ChainRows
{
    internal const string Columns = "SELECT sequence, kind, name, at, has_persons, line FROM audit.chain ";

    private const int Stretch = 1000;

    internal static List<ChainRow> Read(NpgsqlCommand command)
    {
        var rows = new List<ChainRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new ChainRow(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetBoolean(4),
                reader.GetFieldValue<byte[]>(5)));
        }

        return rows;
    }

    /// <summary>One row; null when there is none of that number.</summary>
    internal static ChainRow? Find(NpgsqlConnection connection, long sequence)
    {
        using var command = new NpgsqlCommand(Columns + "WHERE sequence = @sequence", connection);
        command.Parameters.AddWithValue("sequence", sequence);
        return Read(command) is [var row] ? row : null;
    }

    /// <summary>All rows after one, asked for in stretches.</summary>
    /// <param name="after">A sequence; 0 for all.</param>
    /// <param name="ask">Runs a question on a connection.</param>
    internal static IEnumerable<ChainRow> After(long after, Func<Func<NpgsqlConnection, List<ChainRow>>, List<ChainRow>> ask)
    {
        while (true)
        {
            var rows = ask(connection =>
            {
                using var command = new NpgsqlCommand(Columns + "WHERE sequence > @after ORDER BY sequence LIMIT @most", connection);
                command.Parameters.AddWithValue("after", after);
                command.Parameters.AddWithValue("most", Stretch);
                return Read(command);
            });
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < Stretch)
            {
                yield break;
            }

            after = rows[^1].Sequence;
        }
    }

    /// <summary>Number and hash of the last entry, as they are noted; null when they are not.</summary>
    internal static AuditHead? ReadHead(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT sequence, hash FROM audit.head", connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new AuditHead(reader.GetInt64(0), reader.GetString(1)) : null;
    }

    /// <summary>Notes the last entry where none is noted.</summary>
    internal static void SetHead(NpgsqlConnection connection, AuditHead head)
    {
        using var command = new NpgsqlCommand("INSERT INTO audit.head (id, sequence, hash) VALUES (1, @sequence, @hash)", connection);
        command.Parameters.AddWithValue("sequence", head.Sequence);
        command.Parameters.AddWithValue("hash", head.Hash);
        command.ExecuteNonQuery();
    }

    internal static long CountPayloads(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT count(*) FROM audit.payload", connection) { CommandTimeout = 0 };
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Inserts rows and moves the head to the last of them.</summary>
    internal static void Append(NpgsqlConnection connection, IReadOnlyList<ChainRow> rows, AuditHead head)
    {
        using var command = new NpgsqlCommand(
            """
            INSERT INTO chain (sequence, kind, name, at, has_persons, line)
                SELECT * FROM unnest(@sequences, @kinds, @names, @times, @persons, @lines);
            INSERT INTO head (id, sequence, hash) VALUES (1, @sequence, @hash)
                ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
            """,
            connection);
        Add("sequences", NpgsqlDbType.Bigint, rows.Select(row => row.Sequence).ToArray());
        Add("kinds", NpgsqlDbType.Text, rows.Select(row => row.Kind).ToArray());
        Add("names", NpgsqlDbType.Text, rows.Select(row => row.Name).ToArray());
        Add("times", NpgsqlDbType.TimestampTz, rows.Select(row => row.At).ToArray());
        Add("persons", NpgsqlDbType.Boolean, rows.Select(row => row.HasPersons).ToArray());
        Add("lines", NpgsqlDbType.Bytea, rows.Select(row => row.Line).ToArray());
        command.Parameters.AddWithValue("sequence", head.Sequence);
        command.Parameters.AddWithValue("hash", head.Hash);
        command.ExecuteNonQuery();

        void Add(string name, NpgsqlDbType type, object values) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }
}
