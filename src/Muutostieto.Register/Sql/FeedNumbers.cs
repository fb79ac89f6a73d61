
namespace Muutostieto.Register.Sql;

/// <summary>
/// The running numbers of the change files that have been imported, and those that are missing between them. Made by the first numbered
/// file.
/// </summary>
internal static class FeedNumbers
{
    /// <summary>So many numbers of one gap are kept at most.</summary>
    private const int MostOfAGap = 500;

    private const string Table = "feed_missing";

    public static long Missing(ISqlDatabase database) => IsThere(database) ? database.Number("SELECT count(*) FROM feed_missing") : 0;

    public static FeedPosition? PositionOf(ISqlDatabase database, string series)
    {
        if (!IsThere(database) || Last(database, series) is not { } last)
        {
            return null;
        }

        var missing = new HashSet<int>();
        using var row = database.Prepare("SELECT number FROM feed_missing WHERE series = ?1");
        row.BindText(1, series);
        while (row.Step())
        {
            missing.Add((int)row.Number(0));
        }

        return new FeedPosition((int)last, missing);
    }

    public static void Keep(ISqlDatabase database, string series, int number)
    {
        database.Need(Table);
        if (Run(database, "DELETE FROM feed_missing WHERE series = ?1 AND number = ?2", series, number) > 0)
        {
            return;
        }

        var last = Last(database, series);
        if (last is null || number > last)
        {
            AddMissing(database, series, last + 1 ?? number, number);
        }
        else if (last - number > FeedPosition.LatestFile)
        {
            // After the highest number of its digits the first one follows; any other step back may hide files behind the last one.
            var next = last.Value + 1;
            AddMissing(database, series, next, IsPowerOfTen(next) ? next : next + 1);
            AddMissing(database, series, 1, number);
        }
        else
        {
            return;
        }

        _ = Run(
            database,
            "INSERT INTO feed_series(series, last) VALUES (?1, ?2) ON CONFLICT(series) DO UPDATE SET last = excluded.last",
            series,
            number);
    }

    public static void ForgetMissing(ISqlDatabase database, string series)
    {
        if (!IsThere(database))
        {
            return;
        }

        using var row = database.Prepare("DELETE FROM feed_missing WHERE series = ?1");
        row.BindText(1, series).Run();
    }

    private static bool IsThere(ISqlDatabase database) => database.HasTable(Table);

    private static long? Last(ISqlDatabase database, string series)
    {
        using var row = database.Prepare("SELECT last FROM feed_series WHERE series = ?1");
        return row.BindText(1, series).Step() ? row.Number(0) : null;
    }

    private static void AddMissing(ISqlDatabase database, string series, long from, long to)
    {
        for (var missing = from; missing < Math.Min(to, from + MostOfAGap); missing++)
        {
            _ = Run(database, "INSERT INTO feed_missing(series, number) VALUES (?1, ?2) ON CONFLICT DO NOTHING", series, missing);
        }
    }

    private static bool IsPowerOfTen(long number)
    {
        while (number % 10 == 0)
        {
            number /= 10;
        }

        return number == 1;
    }

    /// <returns>How many rows it changed.</returns>
    private static long Run(ISqlDatabase database, string sql, string series, long number)
    {
        using var row = database.Prepare(sql);
        return row.BindText(1, series).Bind(2, number).Run();
    }
}
