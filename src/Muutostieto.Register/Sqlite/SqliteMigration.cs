namespace Muutostieto.Register.Sqlite;

/// <summary>Converts a register of an older version in one transaction. Nothing that it holds changes.</summary>
internal static class SqliteMigration
{
    private const int WithFeed = 3;

    public static void Run(SqliteDatabase database)
    {
        if (VersionOf(database) == SqliteSchema.Version) return;
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another program may have converted it while this one waited.
            if (VersionOf(database) < WithFeed) AddFeed(database);
            database.Execute($"PRAGMA user_version = {SqliteSchema.Version}");
            database.Execute("COMMIT");
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    private static void AddFeed(SqliteDatabase database)
    {
        var fed = database.Number(SqliteSchema.WasFed);
        database.Execute(SqliteSchema.Feed);
        database.Execute($"INSERT INTO feed(id, fed) VALUES (1, {fed})");
    }

    private static long VersionOf(SqliteDatabase database) => database.Number("PRAGMA user_version");
}
