using System.Globalization;

namespace Muutostieto.Register.Sql;

/// <summary>
/// What is kept of the interface that feeds a register. The tables are made by the first feed; other registers do without.
/// </summary>
internal static class SourceRows
{
    /// <summary>The table by which it is known that all of them are there.</summary>
    public const string Table = "source_list";

    public static bool IsThere(ISqlDatabase database) => database.HasTable(Table);

    public static SourceState? Read(ISqlDatabase database)
    {
        if (!IsThere(database))
        {
            return null;
        }

        using var row = database.Prepare("SELECT source, key, loaded, at FROM source");
        return row.Step()
            ? new SourceState(
                row.Text(0),
                row.Number(1),
                row.Number(2) == 1,
                DateTimeOffset.Parse(row.Text(3), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
            : null;
    }

    /// <summary>The source's key that belongs to a key of the journal; null before the first feed.</summary>
    public static long? KeyAt(ISqlDatabase database, JournalKey key)
    {
        if (!IsThere(database))
        {
            return null;
        }

        using var row = database.Prepare("SELECT source_key FROM source_key WHERE journal_key <= ?1 ORDER BY journal_key DESC LIMIT 1");
        return row.Bind(1, key.Value).Step() ? row.Number(0) : null;
    }

    public static IReadOnlyList<string> Codes(ISqlDatabase database) =>
        IsThere(database) ? Texts(database, "SELECT code FROM source_list ORDER BY code") : [];

    /// <summary>In a transaction that has made the tables.</summary>
    public static IReadOnlyList<string> Pending(ISqlDatabase database) =>
        Texts(database, "SELECT code FROM source_pending ORDER BY code");

    public static SourceRemains Remains(ISqlDatabase database)
    {
        var groups = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (!IsThere(database))
        {
            return new SourceRemains(0, groups);
        }

        using var row = database.Prepare("SELECT name, count(DISTINCT person) FROM source_group GROUP BY name");
        while (row.Step())
        {
            groups.Add(row.Text(0), row.Number(1));
        }

        return new SourceRemains(database.Number("SELECT count(*) FROM source_presumed"), groups);
    }

    public static IReadOnlyList<KeptGroup> KeptOf(ISqlDatabase database, long person)
    {
        var kept = new List<KeptGroup>();
        if (IsThere(database))
        {
            using var row = database.Prepare("SELECT name, json FROM source_group WHERE person = ?1 ORDER BY at_key, name");
            row.Bind(1, person);
            while (row.Step())
            {
                kept.Add(new KeptGroup(row.Text(0), row.Text(1)));
            }
        }

        return kept;
    }

    private static List<string> Texts(ISqlDatabase database, string sql)
    {
        var texts = new List<string>();
        using var row = database.Prepare(sql);
        while (row.Step())
        {
            texts.Add(row.Text(0));
        }

        return texts;
    }
}
