namespace Muutostieto.Register.Sqlite;

/// <summary>Tables that a register gets with the first thing that is to be kept in them.</summary>
internal static class SqliteLateTables
{
    /// <summary>
    /// Which files have been imported, and the latest key after each. Made by the first import: registers that never had one do without.
    /// </summary>
    private const string Imports =
        "CREATE TABLE IF NOT EXISTS imported(sha256 TEXT PRIMARY KEY, until_key INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    /// <summary>The nightly job's notes. Made by the first run; a register without them is whole.</summary>
    private const string Notes = """
        CREATE TABLE IF NOT EXISTS noted(id INTEGER PRIMARY KEY CHECK (id = 1), until_key INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS noted_end(person INTEGER PRIMARY KEY, day TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS noted_end_day ON noted_end(day);
        CREATE TABLE IF NOT EXISTS noted_relation(person INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (person, code)) STRICT,
            WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS noted_relation_code ON noted_relation(code);
        CREATE TABLE IF NOT EXISTS noted_place(person INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (person, place)) STRICT,
            WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS noted_place_place ON noted_place(place);
        """;

    /// <summary>The running numbers of change files that have been imported, and those that are missing between them.</summary>
    private const string Numbers = """
        CREATE TABLE IF NOT EXISTS feed_series(series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS feed_missing(series TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (series, number)) STRICT,
            WITHOUT ROWID;
        """;

    /// <summary>What is kept of the interface that feeds the register.</summary>
    private const string Source = """
        CREATE TABLE IF NOT EXISTS source(id INTEGER PRIMARY KEY CHECK (id = 1), source TEXT NOT NULL, key INTEGER NOT NULL,
            loaded INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS source_key(journal_key INTEGER PRIMARY KEY, source_key INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS source_group(person INTEGER NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL, at_key INTEGER NOT NULL,
            PRIMARY KEY (person, name, json)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS source_presumed(person INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE IF NOT EXISTS source_pending(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS source_list(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        """;

    /// <summary>All of them, for a register that is copied from elsewhere.</summary>
    public const string All = Imports + Notes + Numbers + Source;

    /// <summary>The statements that make a table, and those that belong to it, unless they are there.</summary>
    public static string Of(string table) => table switch
    {
        "imported" => Imports,
        "noted" => Notes,
        "feed_missing" => Numbers,
        "source_list" => Source,
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Such a table is made with the register."),
    };
}
