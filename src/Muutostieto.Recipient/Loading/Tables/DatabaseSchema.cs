using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading.Tables;

/// <summary>Makes the tables, or brings those of older layouts up to the present ones, as long as that only adds.</summary>
internal static class DatabaseSchema
{
    /// <summary>Makes the database fit the layouts, in one transaction.</summary>
    /// <exception cref="MuutostietoException">The database has groups or fields that the layouts lack.</exception>
    internal static void Ensure(SqliteDatabase connection, string path, GroupCatalog catalog, GroupTables tables)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            FreeFormerCodes(connection);
            connection.Execute(FixedTables.Sql);
            if (!Columns(connection, "deliveries").Contains("all_groups"))
            {
                connection.Execute("ALTER TABLE deliveries ADD COLUMN all_groups INTEGER NOT NULL DEFAULT 1");
            }

            var layouts = connection.Texts("SELECT layouts FROM meta").FirstOrDefault();
            if (layouts != catalog.Digest || connection.Number("SELECT count(*) FROM sqlite_schema WHERE type = 'view'") == 0)
            {
                RequireAdditive(connection, path, tables);
                foreach (var table in tables.All)
                {
                    Ensure(connection, table);
                }

                foreach (var view in Views.Names)
                {
                    connection.Execute($"DROP VIEW IF EXISTS {view}");
                }

                foreach (var view in Views.Sql(catalog))
                {
                    connection.Execute(view);
                }

                using var update = connection.Prepare("UPDATE meta SET layouts = ?1");
                update.BindText(1, catalog.Digest).Run();
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    /// <summary>Earlier a former code was one person's: the table is made anew and keeps its rows.</summary>
    private static void FreeFormerCodes(SqliteDatabase connection)
    {
        if (connection.Number("SELECT count(*) FROM pragma_table_info('former_codes') WHERE pk > 0") != 1)
        {
            return;
        }

        connection.Execute("DROP INDEX IF EXISTS former_codes_person");
        connection.Execute("ALTER TABLE former_codes RENAME TO former_codes_before");
        connection.Execute(FixedTables.Sql);
        connection.Execute("INSERT INTO former_codes (hetu, person_id) SELECT hetu, person_id FROM former_codes_before");
        connection.Execute("DROP TABLE former_codes_before");
    }

    private static void Ensure(SqliteDatabase connection, GroupTable table)
    {
        var columns = Columns(connection, table.Name);
        if (columns.Count == 0)
        {
            connection.Execute(table.CreateSql);
        }

        foreach (var field in table.Spec.Fields.Where(field => columns.Count > 0 && !columns.Contains(field.Name)))
        {
            connection.Execute($"ALTER TABLE \"{table.Name}\" ADD COLUMN {GroupTable.Column(field)}");
        }
    }

    private static void RequireAdditive(SqliteDatabase connection, string path, GroupTables tables)
    {
        string[] own = ["persons", "former_codes", "lost_codes", "deliveries", "meta"];
        string[] keys = ["person_id", "parent_group", "parent_place", "place", "muutos"];
        foreach (
            var name in connection.Texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Except(own))
        {
            var fields = tables.All.FirstOrDefault(table => table.Name == name)?.Spec.Fields.Select(field => field.Name)
                ?? throw Refused(path, $"a group {name}");
            if (Columns(connection, name).Except(keys).Except(fields).FirstOrDefault() is { } column)
            {
                throw Refused(path, $"a field {name}.{column}");
            }
        }
    }

    private static IReadOnlyCollection<string> Columns(SqliteDatabase connection, string table) =>
        connection.Texts($"SELECT name FROM pragma_table_info('{table}')");

    private static MuutostietoException Refused(string path, string what) =>
        new(
            FailureKind.Usage,
            $"{path}: made with record layouts that have {what}, which the present ones lack.")
        {
            Remedy = new RecipientRemedy.LayoutsOfDatabase(),
        };
}
