using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>The running numbers of the change files that have been imported, and those that are missing between them. Made by the first numbered file.</summary>
internal static class SqliteFeedNumbers
{
    /// <summary>Numbers start over at some time: a step larger than this, either way, is no gap.</summary>
    private const int LargestGap = 500;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS feed_series(series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS feed_missing(series TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (series, number)) STRICT, WITHOUT ROWID;
        """;

    public static long Missing(SqliteDatabase database) => IsThere(database) ? database.Number("SELECT count(*) FROM feed_missing") : 0;

    public static void Keep(SqliteDatabase database, string series, int number)
    {
        database.Execute(Tables);
        Run(database, "DELETE FROM feed_missing WHERE series = ?1 AND number = ?2", series, number);
        var last = Last(database, series);
        for (var missing = last + 1; missing < number && number - last <= LargestGap; missing++)
            Run(database, "INSERT OR IGNORE INTO feed_missing(series, number) VALUES (?1, ?2)", series, missing.Value);
        if (last is null || number > last || last - number > LargestGap)
            Run(database, "INSERT INTO feed_series(series, last) VALUES (?1, ?2) ON CONFLICT(series) DO UPDATE SET last = excluded.last", series, number);
    }

    public static void ForgetMissing(SqliteDatabase database, string series)
    {
        if (!IsThere(database)) return;
        using var row = database.Prepare("DELETE FROM feed_missing WHERE series = ?1");
        row.BindText(1, series).Run();
    }

    private static bool IsThere(SqliteDatabase database) => database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'feed_missing'") > 0;

    private static long? Last(SqliteDatabase database, string series)
    {
        using var row = database.Prepare("SELECT last FROM feed_series WHERE series = ?1");
        return row.BindText(1, series).Step() ? row.Number(0) : null;
    }

    private static void Run(SqliteDatabase database, string sql, string series, long number)
    {
        using var row = database.Prepare(sql);
        row.BindText(1, series).Bind(2, number).Run();
    }
}
