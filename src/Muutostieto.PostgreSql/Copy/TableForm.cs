using Npgsql;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A table with its columns, as the database has them.</summary>
internal sealed class TableForm
{
    private TableForm(string schema, CopiedTable table, IReadOnlyList<CopiedColumn> columns) =>
        (Schema, Table, Columns) = (schema, table, columns);

    internal string Schema { get; }

    internal CopiedTable Table { get; }

    internal IReadOnlyList<CopiedColumn> Columns { get; }

    /// <summary>As it is named in a database.</summary>
    internal string QualifiedName => $"{Schema}.{Table.Name}";

    internal string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    internal static TableForm Read(NpgsqlConnection connection, string schema, CopiedTable table)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT attname::text, format_type(atttypid, NULL), attidentity <> '' FROM pg_attribute
            WHERE attrelid = to_regclass(@name) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """,
            connection);
        command.Parameters.AddWithValue("name", $"{schema}.{table.Name}");
        using var reader = command.ExecuteReader();
        var columns = new List<CopiedColumn>();
        while (reader.Read())
        {
            if (!table.InDatabaseAlone.Contains(reader.GetString(0)))
            {
                columns.Add(new CopiedColumn(reader.GetString(0), KindOf(reader.GetString(1)), reader.GetBoolean(2)));
            }
        }

        return columns.Count > 0
            ? new TableForm(schema, table, columns)
            : throw new InvalidOperationException($"The database has no table {schema}.{table.Name}.");
    }

    private static ColumnKind KindOf(string type) => type switch
    {
        "smallint" => ColumnKind.Small,
        "integer" => ColumnKind.Integer,
        "bigint" => ColumnKind.Big,
        "text" => ColumnKind.Text,
        "bytea" => ColumnKind.Bytes,
        _ => throw new InvalidOperationException($"Columns of type {type} are not copied."),
    };
}
