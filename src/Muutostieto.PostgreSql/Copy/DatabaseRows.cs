using Npgsql;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>The rows of tables in a database, read and written in the transaction of one connection.</summary>
internal static class DatabaseRows
{
    /// <summary>Reads a table in key order, a row at a time.</summary>
    internal static void Read(NpgsqlConnection connection, TableForm form, Action<CopyRow> take)
    {
        // Bytes in place of texts: they are copied as they are. Keys are in the order of bytes, as in a file.
        var values = form.Columns.Select(column => column.Kind == ColumnKind.Text ? $"convert_to({column.Name}, 'UTF8')" : column.Name);
        var order = form.Table.Key.Select(key =>
            form.Columns.Single(column => column.Name == key).Kind == ColumnKind.Text ? $"{key} COLLATE \"C\"" : key);
        using var command = Command(
            connection,
            $"SELECT {string.Join(", ", values)} FROM {form.QualifiedName} ORDER BY {string.Join(", ", order)}");
        using var reader = command.ExecuteReader();
        var row = new CopyRow(form.Columns.Count);
        while (reader.Read())
        {
            row.Clear();
            for (var column = 0; column < form.Columns.Count; column++)
            {
                Read(reader, row, column, form.Columns[column].Kind);
            }

            take(row);
        }
    }

    /// <summary>Begins to write rows to a table; nothing else is done with the connection until it is complete or disposed of.</summary>
    internal static NpgsqlBinaryImporter BeginWrite(NpgsqlConnection connection, TableForm form)
    {
        var writer = connection.BeginBinaryImport($"COPY {form.QualifiedName} ({form.ColumnNames}) FROM STDIN (FORMAT binary)");
        writer.Timeout = TimeSpan.Zero;
        return writer;
    }

    /// <summary>Writes a row.</summary>
    internal static void Write(NpgsqlBinaryImporter writer, TableForm form, CopyRow row)
    {
        writer.StartRow();
        for (var column = 0; column < form.Columns.Count; column++)
        {
            if (row.IsNull(column))
            {
                writer.WriteNull();
                continue;
            }

            var type = form.Columns[column].Type;
            switch (form.Columns[column].Kind)
            {
                case ColumnKind.Small:
                    writer.Write(checked((short)row.Number(column)), type);
                    break;
                case ColumnKind.Integer:
                    writer.Write(checked((int)row.Number(column)), type);
                    break;
                case ColumnKind.Big:
                    writer.Write(row.Number(column), type);
                    break;
                default:
                    writer.Write(row.Bytes(column), type);
                    break;
            }
        }
    }

    internal static bool IsEmpty(NpgsqlConnection connection, TableForm form) => IsEmpty(connection, form.QualifiedName);

    internal static bool IsEmpty(NpgsqlConnection connection, string qualifiedName)
    {
        using var command = Command(connection, $"SELECT NOT EXISTS (SELECT 1 FROM {qualifiedName})");
        return command.ExecuteScalar() is true;
    }

    /// <summary>Lets the database's own numbers go on after the largest that is there. A rollback does not undo it.</summary>
    internal static void ContinueNumbers(NpgsqlConnection connection, TableForm form)
    {
        foreach (var column in form.Columns.Where(column => column.IsNumbered))
        {
            using var command = Command(
                connection,
                $"""
                SELECT setval(pg_get_serial_sequence('{form.QualifiedName}', '{column.Name}'), max({column.Name}))
                FROM {form.QualifiedName} HAVING max({column.Name}) IS NOT NULL
                """);
            command.ExecuteNonQuery();
        }
    }

    internal static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static void Read(NpgsqlDataReader reader, CopyRow row, int column, ColumnKind kind)
    {
        if (reader.IsDBNull(column))
        {
            row.SetNull(column);
            return;
        }

        switch (kind)
        {
            case ColumnKind.Small:
                row.Set(column, reader.GetInt16(column));
                break;
            case ColumnKind.Integer:
                row.Set(column, reader.GetInt32(column));
                break;
            case ColumnKind.Big:
                row.Set(column, reader.GetInt64(column));
                break;
            default:
                using (var bytes = reader.GetStream(column))
                {
                    bytes.ReadExactly(row.Take(column, (int)bytes.Length));
                }

                break;
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        // Names of this program's tables and columns.
#pragma warning disable CA2100
        return new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
    }
}
