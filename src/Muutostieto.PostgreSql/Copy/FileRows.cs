using Muutostieto.Sqlite;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>The rows of tables in a SQLite file.</summary>
internal static class FileRows
{
    /// <summary>Reads a table in key order, a row at a time. One that is not there has none: some are made with their first row.</summary>
    internal static void Read(SqliteDatabase file, TableForm form, Action<CopyRow> take)
    {
        if (!HasTable(file, form))
        {
            return;
        }

        RequireColumns(file, form);
        using var statement = file.Prepare(
            $"SELECT {form.ColumnNames} FROM {form.Table.Name} ORDER BY {string.Join(", ", form.Table.Key)}");
        var row = new CopyRow(form.Columns.Count);
        while (statement.Step())
        {
            row.Clear();
            for (var column = 0; column < form.Columns.Count; column++)
            {
                if (statement.IsNull(column))
                {
                    row.SetNull(column);
                }
                else if (form.Columns[column].IsNumber)
                {
                    row.Set(column, statement.Number(column));
                }
                else
                {
                    row.Set(column, statement.Bytes(column));
                }
            }

            take(row);
        }
    }

    /// <summary>A statement that <see cref="Write"/> runs.</summary>
    internal static SqliteStatement PrepareWrite(SqliteDatabase file, TableForm form)
    {
        RequireColumns(file, form);
        var values = string.Join(", ", Enumerable.Range(1, form.Columns.Count).Select(at => FormattableString.Invariant($"?{at}")));
        return file.Prepare($"INSERT INTO {form.Table.Name} ({form.ColumnNames}) VALUES ({values})");
    }

    internal static void Write(SqliteStatement statement, TableForm form, CopyRow row)
    {
        for (var column = 0; column < form.Columns.Count; column++)
        {
            var parameter = column + 1;
            _ = row.IsNull(column) ? statement.BindNull(parameter)
                : form.Columns[column].IsNumber ? statement.Bind(parameter, row.Number(column))
                : form.Columns[column].Kind == ColumnKind.Text ? statement.BindText(parameter, row.Bytes(column).Span)
                : statement.BindBlob(parameter, row.Bytes(column).Span);
        }

        statement.Run();
    }

    private static bool HasTable(SqliteDatabase file, TableForm form) =>
        file.Number($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{form.Table.Name}'") > 0;

    /// <summary>The versions were compared: columns that differ are a mistake of this program.</summary>
    private static void RequireColumns(SqliteDatabase file, TableForm form)
    {
        var columns = file.Texts($"SELECT name FROM pragma_table_info('{form.Table.Name}')").Except(form.Table.InFileAlone).Order();
        if (!columns.SequenceEqual(form.Columns.Select(column => column.Name).Order()))
        {
            throw new InvalidOperationException($"The columns of {form.QualifiedName} differ from those of its table in a file.");
        }
    }
}
