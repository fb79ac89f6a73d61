using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records.Files;

namespace Muutostieto.Testing;

/// <summary>Copies a store between the file of a folder and a database.</summary>
internal sealed class CopyOnce : ICopyObserver
{
    internal static IReadOnlyList<CopiedRows> ToFile(PostgreSqlDatabase database, StorePart part, string path) =>
        New().ToFiles(database.ConnectionString, [new StoreFile(part, path)]);

    internal static IReadOnlyList<CopiedRows> ToDatabase(StorePart part, string path, PostgreSqlDatabase database) =>
        New().ToDatabase([new StoreFile(part, path)], database.ConnectionString);

    /// <summary>The tables that a part does not name, and columns that it takes for the database's alone.</summary>
    internal static string[] NotCopied(PostgreSqlDatabase database, StorePart part)
    {
        var names = string.Join("', '", part.Tables.Select(table => table.Name));
        var columns = part.Tables.SelectMany(table => table.InDatabaseAlone.Select(column => $"{table.Name}.{column}"));
        var tables = (string)database.Value(
            $"""
            SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class
            WHERE relnamespace = '{part.Database.Schema}'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT IN ('{names}')
            """)!;
        return [.. tables.Split(',', StringSplitOptions.RemoveEmptyEntries), .. columns];
    }

    public void Copied(string store, string table, long rows)
    {
    }

    public void Written()
    {
    }

    public void Compared(string store, string table, long rows)
    {
    }

    private static StoreCopy New() => new(new DiskSync(), new CopyOnce(), CancellationToken.None);
}
