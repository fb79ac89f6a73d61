namespace Muutostieto.Register.Sqlite;

/// <summary>The tables, and what every connection is told. A change here is a new <see cref="Version"/>.</summary>
internal static class SqliteSchema
{
    public const int Version = 3;

    /// <summary>The oldest version that a reader understands; opened for writing, such a register is converted (<see cref="SqliteMigration"/>).</summary>
    public const int OldestVersion = 2;

    /// <summary>"MTRG": tells a register from other SQLite files.</summary>
    public const int ApplicationId = 0x4D545247;

    /// <summary>Pages of 16 kB hold a dozen documents each, without overflow pages; they are fixed when the file is made.</summary>
    public const string FilePragmas = "PRAGMA page_size = 16384; PRAGMA encoding = 'UTF-8';";

    public const string Tables = """
        CREATE TABLE register(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
          note TEXT NOT NULL,
          seed INTEGER,
          created TEXT NOT NULL) STRICT;
        CREATE TABLE person(id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE identity_code(
          code TEXT PRIMARY KEY,
          person INTEGER NOT NULL REFERENCES person(id),
          active INTEGER NOT NULL CHECK (active IN (0, 1))) STRICT, WITHOUT ROWID;
        CREATE TABLE code_before_merge(
          code TEXT NOT NULL REFERENCES identity_code(code),
          until_key INTEGER NOT NULL,
          person INTEGER NOT NULL REFERENCES person(id),
          PRIMARY KEY (code, until_key)) STRICT, WITHOUT ROWID;
        CREATE TABLE version(
          id INTEGER PRIMARY KEY,
          person INTEGER NOT NULL REFERENCES person(id),
          from_key INTEGER NOT NULL CHECK (from_key > 0),
          to_key INTEGER CHECK (to_key > from_key),
          code TEXT NOT NULL,
          municipality TEXT NOT NULL,
          alive INTEGER NOT NULL CHECK (alive IN (0, 1)),
          ban_end TEXT,
          merged_into INTEGER REFERENCES person(id),
          document BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX version_person ON version(person, from_key);
        CREATE INDEX version_ban ON version(ban_end) WHERE ban_end IS NOT NULL AND to_key IS NULL;
        CREATE TABLE journal(
          key INTEGER PRIMARY KEY CHECK (key > 0),
          kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
          person INTEGER REFERENCES person(id),
          event TEXT NOT NULL,
          registered TEXT NOT NULL,
          type TEXT NOT NULL,
          role TEXT NOT NULL,
          record BLOB NOT NULL,
          CHECK ((kind = 0) = (person IS NULL))) STRICT;
        """;

    /// <summary>How the register is filled, and statements about non-disclosure orders that wait for a person with one of their codes. Since version 3.</summary>
    public const string Feed = """
        CREATE TABLE feed(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          fed INTEGER NOT NULL CHECK (fed IN (0, 1)),
          imported TEXT) STRICT;
        CREATE TABLE held_statement(
          id INTEGER PRIMARY KEY,
          at_key INTEGER NOT NULL,
          record BLOB NOT NULL,
          applied_key INTEGER) STRICT;
        CREATE TABLE held_code(
          code TEXT NOT NULL,
          statement INTEGER NOT NULL REFERENCES held_statement(id),
          PRIMARY KEY (code, statement)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>
    /// How a register of version 2 is filled, as far as it shows: fed when it holds real persons, was made by an import, or has imported a change file since.
    /// Its table of imported files is there only after the first one.
    /// </summary>
    public const string WasFed = "SELECT kind = 1 OR note = 'imported' OR EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'imported') FROM register";

    /// <summary>Which files have been imported, and the latest key after each. Made by the first import: registers that never had one do without.</summary>
    public const string Imports = "CREATE TABLE IF NOT EXISTS imported(sha256 TEXT PRIMARY KEY, until_key INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    /// <summary>The nightly job's notes. Made by the first run; a register without them is whole.</summary>
    public const string Notes = """
        CREATE TABLE IF NOT EXISTS noted(id INTEGER PRIMARY KEY CHECK (id = 1), until_key INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS noted_end(person INTEGER PRIMARY KEY, day TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS noted_end_day ON noted_end(day);
        CREATE TABLE IF NOT EXISTS noted_relation(person INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (person, code)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS noted_relation_code ON noted_relation(code);
        CREATE TABLE IF NOT EXISTS noted_place(person INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (person, place)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS noted_place_place ON noted_place(place);
        """;

    /// <summary>
    /// Everything that the scan asks of a version before it wants its document: rows that are not in force never cost a page of documents.
    /// Made after loading, which is faster and leaves the index compact.
    /// </summary>
    public const string ScanIndex = "CREATE INDEX version_scan ON version(municipality, code, from_key, to_key, alive, ban_end);";

    /// <summary>
    /// What the question who is protected goes through: orders, mergers and the codes of a person, without a page of documents. Made after loading; a register of an older
    /// program gets them when it is first opened for writing, and is only slower without.
    /// </summary>
    public const string ProtectionIndexes = """
        CREATE INDEX IF NOT EXISTS version_order ON version(person, from_key, to_key, ban_end, merged_into) WHERE ban_end IS NOT NULL AND merged_into IS NULL;
        CREATE INDEX IF NOT EXISTS version_merged ON version(person, merged_into, from_key) WHERE merged_into IS NOT NULL;
        CREATE INDEX IF NOT EXISTS identity_code_person ON identity_code(person, code);
        """;

    /// <summary>Who has been under an order at any moment from a key (?1) on, as of it included, and whether it was in force as of it.</summary>
    public const string OrdersFrom = """
        SELECT person, max(from_key <= ?1) FROM version WHERE ban_end IS NOT NULL AND merged_into IS NULL AND (to_key IS NULL OR to_key > ?1) GROUP BY person
        """;

    /// <summary>Who has turned out to be another person, and since which key.</summary>
    public const string Mergers = "SELECT person, merged_into, from_key FROM version WHERE merged_into IS NOT NULL";

    /// <summary>The codes that a person (?1) has or had; those of persons merged into it too.</summary>
    public const string CodesOf = "SELECT code FROM identity_code WHERE person = ?1";

    /// <summary>What nobody may do to a register, not even by hand and mistake.</summary>
    public const string Guards = """
        CREATE TRIGGER register_is_fixed BEFORE UPDATE ON register BEGIN SELECT RAISE(ABORT, 'a register keeps its description'); END;
        CREATE TRIGGER register_stays BEFORE DELETE ON register BEGIN SELECT RAISE(ABORT, 'a register keeps its description'); END;
        CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        """;

    public const string WriterPragmas = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";

    /// <summary>16 MB of pages: a merge over all the country's municipalities keeps three pages of each at hand.</summary>
    public const string ReaderPragmas = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;";

    /// <summary>The residents of one municipality (?1) as of a key (?2), in the order of the scan index.</summary>
    public const string Residents = """
        SELECT person, code, ban_end, document FROM version INDEXED BY version_scan
        WHERE municipality = ?1 AND alive = 1 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2)
        ORDER BY code
        """;

    /// <summary>The columns that <see cref="SqliteVersion.Read"/> expects.</summary>
    public const string VersionColumns = "person, from_key, to_key, code, municipality, alive, ban_end, merged_into, document";

    /// <summary>A person (?1) as of a key (?2). A person's versions follow one another without a gap: the last one begun is in force, which is one look into the index.</summary>
    public const string VersionAt =
        $"SELECT {VersionColumns} FROM version WHERE person = ?1 AND from_key <= ?2 ORDER BY from_key DESC LIMIT 1";

    /// <summary>Whose code has become the person's (?1) by a merging as of a key (?2). The table it goes through holds merged persons only.</summary>
    public const string MergedInto = """
        SELECT DISTINCT before.person FROM code_before_merge before
        WHERE before.until_key <= ?2 AND before.person <> ?1 AND ?1 = coalesce(
          (SELECT after.person FROM code_before_merge after WHERE after.code = before.code AND after.until_key > ?2 ORDER BY after.until_key LIMIT 1),
          (SELECT person FROM identity_code WHERE code = before.code))
        ORDER BY before.person
        """;

    public const string LatestKey = "SELECT coalesce(max(key), 0) FROM journal";

    /// <summary>Whose a code (?1) is.</summary>
    public const string PersonOf = "SELECT person FROM identity_code WHERE code = ?1";

    /// <summary>Whose a code (?1) was as of a key (?2): before a merging, the merged person's.</summary>
    public const string PersonOfAt = """
        SELECT coalesce(
          (SELECT person FROM code_before_merge WHERE code = ?1 AND until_key > ?2 ORDER BY until_key LIMIT 1),
          (SELECT person FROM identity_code WHERE code = ?1))
        """;
}
