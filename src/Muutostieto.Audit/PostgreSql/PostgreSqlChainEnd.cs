using System.Security.Cryptography;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>The end of the chain within a transaction of the only writer.</summary>
internal sealed class PostgreSqlChainEnd : PostgreSqlChainLook, IChainEnd
{
    private PostgreSqlChainEnd(NpgsqlConnection connection, string place, AuditHead? head)
        : base(connection, place) => Head = head;

    public AuditHead? Head { get; private set; }

    /// <summary>Looks where the chain ends. What is then appended is durable even where the server is set to be lax.</summary>
    /// <exception cref="MuutostietoException">Integrity: its last line is not the entry that the head names.</exception>
    internal static PostgreSqlChainEnd Open(NpgsqlConnection connection, string place)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
            SELECT head.sequence, head.hash, last.sequence, last.line FROM (SELECT 1) AS one LEFT JOIN head ON true
            LEFT JOIN LATERAL (SELECT sequence, line FROM chain ORDER BY sequence DESC LIMIT 1) AS last ON true
            """,
            connection);
        using var reader = command.ExecuteReader();
        reader.NextResult();
        reader.Read();
        if (reader.IsDBNull(0) && reader.IsDBNull(2))
        {
            return new PostgreSqlChainEnd(connection, place, null);
        }

        if (reader.IsDBNull(0) || reader.IsDBNull(2))
        {
            throw AuditErrors.NoEnd(place);
        }

        var head = new AuditHead(reader.GetInt64(0), reader.GetString(1));
        var last = new ChainRow(reader.GetInt64(2), "", null, default, false, reader.GetFieldValue<byte[]>(3)).ToLine();
        return last.Position.Offset == head.Sequence && last.Hash == head.Hash && last.Entry()?.Sequence == head.Sequence
            ? new PostgreSqlChainEnd(connection, place, head)
            : throw AuditErrors.NoEnd(place);
    }

    public IReadOnlyList<AuditEntry> WithPersons(DateTimeOffset latest)
    {
        using var command = new NpgsqlCommand(
            ChainRows.Columns + "WHERE has_persons AND at <= @latest ORDER BY sequence", Connection);
        command.Parameters.AddWithValue("latest", latest.ToUniversalTime());
        return [.. Sure(command).Select(found => found.Entry)];
    }

    public AuditPayload KeepOwn(long sequence, byte[] content, string digest)
    {
        var payload = PayloadOf(PayloadName.Own(sequence), content, digest, null);
        Keep(payload.File, [0], [content]);
        return payload;
    }

    public IReadOnlyList<AuditPayload> KeepInDay(DateTimeOffset at, IReadOnlyList<(byte[] Content, string Digest)> contents)
    {
        var name = PayloadName.Day(at);
        var part = EndOf(name);
        var payloads = new List<AuditPayload>();
        foreach (var (content, digest) in contents)
        {
            payloads.Add(PayloadOf(name, content, digest, part));
            part += content.Length;
        }

        Keep(name, [.. payloads.Select(payload => payload.Offset!.Value)], [.. contents.Select(one => one.Content)]);
        return payloads;
    }

    public IReadOnlyList<AuditHead> Append(IReadOnlyList<Func<long, string, AuditEntry>> entries)
    {
        var (rows, heads) = (new List<ChainRow>(), new List<AuditHead>());
        var last = Head ?? new AuditHead(0, AuditEntry.NoHash);
        foreach (var make in entries)
        {
            var row = ChainRow.Of(make(last.Sequence + 1, last.Hash));
            last = new AuditHead(row.Sequence, row.ToLine().Hash);
            rows.Add(row);
            heads.Add(last);
        }

        ChainRows.Append(Connection, rows, last);
        Head = last;
        return heads;
    }

    private static AuditPayload PayloadOf(string name, byte[] content, string digest, long? part) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), digest, part);

    /// <summary>Where the next part of a day begins, as if the parts were one file.</summary>
    private long EndOf(string name)
    {
        using var command = new NpgsqlCommand(
            "SELECT part + length(content) FROM payload WHERE name = @name ORDER BY part DESC LIMIT 1", Connection);
        command.Parameters.AddWithValue("name", name);
        return command.ExecuteScalar() is long end ? end : 0;
    }

    private void Keep(string name, long[] parts, byte[][] contents)
    {
        using var command = new NpgsqlCommand(
            "INSERT INTO payload (name, part, content) SELECT @name, part, content FROM unnest(@parts, @contents) AS one (part, content)",
            Connection);
        command.Parameters.AddWithValue("name", name);
        command.Parameters.AddWithValue("parts", parts);
        command.Parameters.AddWithValue("contents", contents);
        command.ExecuteNonQuery();
    }
}
