using Muutostieto.Register.Sql;
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

    /// <summary>Since this version a scan can be narrowed by columns, see <see cref="ResidentFacts"/>.</summary>
    public const int WithFacts = 6;

    /// <summary>Since this version persons are found by name and day of birth, see <see cref="NameKey"/>.</summary>
    public const int WithNames = 7;

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

            if (VersionOf(database) < WithFacts)
            {
                AddFacts(database);
            }

            if (VersionOf(database) < WithNames)
            {
                AddNames(database);
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

    /// <summary>Reads every document once.</summary>
    private static void AddFacts(SqliteDatabase database)
    {
        database.Execute("""
            ALTER TABLE version ADD COLUMN born INTEGER;
            ALTER TABLE version ADD COLUMN sex TEXT;
            ALTER TABLE version ADD COLUMN mother_tongue TEXT;
            ALTER TABLE version ADD COLUMN postal_code TEXT;
            DROP INDEX version_scan;
            """);
        using var next = database.Prepare("SELECT id, code, document FROM version WHERE id > ?1 ORDER BY id LIMIT 1");
        using var update = new SqliteSession(database).Prepare(
            "UPDATE version SET born = ?2, sex = ?3, mother_tongue = ?4, postal_code = ?5 WHERE id = ?1");
        for (var id = 0L; next.Bind(1, id).Step(); next.Reset())
        {
            id = next.Number(0);
            FactColumns.Bind(update.Bind(1, id), 2, ResidentFacts.Of(next.Bytes(1), next.Bytes(2))).Run();
        }

        database.Execute(SqliteSchema.ScanIndex);
    }

    /// <summary>Reads every document once.</summary>
    private static void AddNames(SqliteDatabase database)
    {
        database.Execute(SqliteSchema.CollectedNames);
        using (var row = database.Prepare("SELECT person, code, document FROM version"))
        using (var collect = new SqliteSession(database).Prepare(SqliteSchema.CollectName))
        {
            while (row.Step())
            {
                NameRows.Enter(collect, row.Number(0), PersonNames.Of(row.Bytes(1), row.Bytes(2)));
            }
        }

        database.Execute(SqliteSchema.Names + SqliteSchema.EnterNames);
    }

    private static long VersionOf(SqliteDatabase database) => database.Number("PRAGMA user_version");
}
