using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>Converts a register of an older version in one transaction. Nothing that it holds changes.</summary>
internal static class SqliteMigration
{
    /// <summary>Since this version a former code may be several persons', and the table of codes says since and until when.</summary>
    public const int WithSharedCodes = 4;

    /// <summary>Lets a reader, which never writes to the file, see the codes of an older register as if it had been converted.</summary>
    public const string CodesAsIfConverted = $"""
        PRAGMA temp_store = MEMORY;
        CREATE TEMP VIEW identity_code AS {SqliteSchema.CodesBeforeVersion4};
        CREATE TEMP VIEW merger AS
        SELECT person, max(until_key) AS key, (SELECT merged_into FROM main.version last WHERE last.person = before.person
            ORDER BY from_key DESC LIMIT 1) AS survivor
        FROM main.code_before_merge before GROUP BY person;
        """;

    /// <summary>Since this version there are buildings.</summary>
    public const int WithBuildings = 5;

    private const int WithFeed = 3;

    private const string ShareCodes = $"""
        CREATE TEMP TABLE converted_code AS {SqliteSchema.CodesBeforeVersion4};
        DROP TABLE main.code_before_merge;
        DROP TABLE main.identity_code;
        {SqliteSchema.Codes}
        INSERT INTO main.identity_code(code, person, since_key, until_key, active) SELECT code, person, since_key, until_key, active
            FROM temp.converted_code ORDER BY code, person;
        DROP TABLE temp.converted_code;
        {SqliteSchema.ProtectionIndexes}
        """;

    public static void Run(SqliteDatabase database)
    {
        if (VersionOf(database) == SqliteSchema.Version)
        {
            return;
        }

        database.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another program may have converted it while this one waited.
            if (VersionOf(database) < WithFeed)
            {
                AddFeed(database);
            }

            if (VersionOf(database) < WithSharedCodes)
            {
                database.Execute(ShareCodes);
            }

            if (VersionOf(database) < WithBuildings)
            {
                database.Execute(SqliteBuildingSchema.Tables + SqliteBuildingSchema.Indexes + SqliteBuildingSchema.Guards);
            }

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
