using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>
/// Reads payloads, those of a day many at a time: a way to the database for each of millions would take longer than all the rest.
/// </summary>
/// <param name="ask">Runs a question on a connection.</param>
internal sealed class PostgreSqlPayloads(
    Func<Func<NpgsqlConnection, List<(long Part, byte[] Content)>>, List<(long Part, byte[] Content)>> ask) : IPayloadReader
{
    /// <summary>So many of some kilobytes each are read ahead, and kept.</summary>
    private const int Ahead = 200;

    private readonly Dictionary<long, byte[]> read = [];
    private string? name;

    public bool Matches(AuditPayload payload, out byte[] content)
    {
        content = Find(payload) ?? [];
        return content.Length == payload.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == payload.Sha256;
    }

    public bool IsThere(AuditPayload payload) => Parts(payload, 1) is [var first] && first.Part == (payload.Offset ?? 0);

    public void Dispose()
    {
        // Its connection is the database's, or the transaction's.
    }

    private byte[]? Find(AuditPayload payload)
    {
        var part = payload.Offset ?? 0;
        if (name == payload.File && read.TryGetValue(part, out var content))
        {
            return content;
        }

        read.Clear();
        name = payload.File;
        foreach (var (at, one) in Parts(payload, payload.Offset is null ? 1 : Ahead))
        {
            read[at] = one;
        }

        return read.GetValueOrDefault(part);
    }

    private List<(long Part, byte[] Content)> Parts(AuditPayload payload, int most) => ask(connection =>
    {
        using var command = new NpgsqlCommand(
            "SELECT part, content FROM audit.payload WHERE name = @name AND part >= @part ORDER BY part LIMIT @most", connection);
        command.Parameters.AddWithValue("name", NpgsqlDbType.Text, payload.File);
        command.Parameters.AddWithValue("part", payload.Offset ?? 0);
        command.Parameters.AddWithValue("most", most);
        var parts = new List<(long, byte[])>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            parts.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        }

        return parts;
    });
}
