using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>Rows of one table that wait for a binary COPY: a connection takes one at a time, and a loader fills several tables.</summary>
/// <param name="copy">The COPY statement.</param>
/// <param name="types">Of its columns.</param>
internal sealed class CopyBuffer(string copy, params NpgsqlDbType[] types)
{
    private readonly List<object?[]> rows = [];

    /// <summary>Adds a row: long, string or memory of bytes as the types say, null for NULL.</summary>
    public void Add(params object?[] row) => rows.Add(row);

    /// <summary>Copies what waits.</summary>
    public void Flush(NpgsqlConnection connection)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var writer = connection.BeginBinaryImport(copy);
        foreach (var row in rows)
        {
            writer.StartRow();
            for (var column = 0; column < row.Length; column++)
            {
                Write(writer, row[column], types[column]);
            }
        }

        writer.Complete();
        rows.Clear();
    }

    private static void Write(NpgsqlBinaryImporter writer, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case long number when type == NpgsqlDbType.Smallint:
                writer.Write((short)number, type);
                break;
            case long number when type == NpgsqlDbType.Integer:
                writer.Write((int)number, type);
                break;
            case long number:
                writer.Write(number, type);
                break;
            case string text:
                writer.Write(text, type);
                break;
            case ReadOnlyMemory<byte> bytes:
                writer.Write(bytes, type);
                break;
            default:
                throw new ArgumentException("A number, a text or bytes.", nameof(value));
        }
    }
}
