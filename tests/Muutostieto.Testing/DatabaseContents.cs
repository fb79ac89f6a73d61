using Microsoft.Data.Sqlite;

namespace Muutostieto.Testing;

/// <summary>Reads a recipient's database with nothing but SQL, as an integrator would.</summary>
internal static class DatabaseContents
{
    /// <summary>The rows of a query, columns joined by a bar, an empty one for NULL.</summary>
    internal static string[] Query(string path, string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join(
                    '|',
                    Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetString(column))));
        }

        return [.. rows];
    }

    /// <summary>Changes a database behind the program's back.</summary>
    internal static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Every row about a person, with the identity code for the key and without row positions, which show only the order;
    /// optionally residents only.</summary>
    internal static string[] Rows(string path, bool residentsOnly = false)
    {
        var rows = new List<string>();
        var who = residentsOnly ? "residents" : "(SELECT id AS person_id, hetu FROM persons)";
        foreach (
            var table in Query(
                path,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('persons', 'former_codes', 'lost_codes', "
                    + "'deliveries', 'meta') ORDER BY name"
            ))
        {
            var columns = Query(
                path,
                $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('person_id', 'place', 'parent_place')");
            rows.AddRange(
                Query(
                    path,
                    $"SELECT p.hetu, '{table}', {string.Join(", ", columns.Select(column => $"t.\"{column}\""))} FROM \"{table}\" t JOIN "
                        + $"{who} p ON p.person_id = t.person_id"
                ));
        }

        rows.AddRange(Query(path, $"SELECT hetu, 'persons' FROM {who}"));
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
