namespace Muutostieto.Register.Sqlite;

/// <summary>The tables, and the pragmas of every connection. A change here is a new <see cref="Version"/>.</summary>
internal static class SqliteSchema
{
    public const int Version = 7;

    /// <summary>
    /// The oldest version that a reader understands; opened for writing, such a register is converted (<see cref="SqliteMigration"/>).
    /// </summary>
    public const int OldestVersion = 2;

    /// <summary>"MTRG": distinguishes a register from other SQLite files.</summary>
    public const int ApplicationId = 0x4D545247;

    /// <summary>Pages of 16 kB hold a dozen documents each, without overflow pages; they are fixed when the file is made.</summary>
    public const string FilePragmas = "PRAGMA page_size = 16384; PRAGMA encoding = 'UTF-8';";

    /// <summary>
    /// Whose a code is, since which key and until which: a former code may be several persons', a code in force (active) is one person's.
    /// An interval ends with a merging, whose
    /// survivor has the code from then on, or when the code is the person's no more. The view lists merged persons with the key of the
    /// merging.
    /// </summary>
    public const string Codes = """
        CREATE TABLE identity_code(
          code TEXT NOT NULL,
          person INTEGER NOT NULL REFERENCES person(id),
          since_key INTEGER NOT NULL,
          until_key INTEGER CHECK (until_key >= since_key),
          active INTEGER NOT NULL CHECK (active = 0 OR (active = 1 AND until_key IS NULL)),
          PRIMARY KEY (code, person, since_key)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX identity_code_active ON identity_code(code) WHERE active = 1;
        CREATE VIEW merger AS
        SELECT person, merged_into AS survivor, (SELECT min(after.from_key) FROM version after WHERE after.person = gone.merged_into
            AND after.from_key > gone.from_key) AS key
        FROM version gone WHERE merged_into IS NOT NULL;
        """;

    public const string Tables = """
        CREATE TABLE register(
          id INTEGER PRIMARY KEY CHECK (id = 1),
          kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
          note TEXT NOT NULL,
          seed INTEGER,
          created TEXT NOT NULL) STRICT;
        CREATE TABLE person(id INTEGER PRIMARY KEY) STRICT;
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
          born INTEGER,
          sex TEXT,
          mother_tongue TEXT,
          postal_code TEXT,
          document BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX version_person ON version(person, from_key);
        CREATE INDEX IF NOT EXISTS version_merged ON version(person, merged_into, from_key) WHERE merged_into IS NOT NULL;
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
        """ + Codes;

    /// <summary>
    /// How the register is filled, and statements about non-disclosure orders that wait for a person with one of their codes. Since version
    /// 3.
    /// </summary>
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
    /// How a register of version 2 is filled, as far as it shows: fed when it holds real persons, was made by an import, or has imported a
    /// change file since. Its table of imported files is there only after the first one.
    /// </summary>
    public const string WasFed =
        "SELECT kind = 1 OR note = 'imported' OR EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'imported') FROM register";

    /// <summary>
    /// Who has, or in any version had, a surname and a day of birth (<see cref="NameKey"/>). Rows stay: the document as of a key says who
    /// is meant as of it. Since version 7.
    /// </summary>
    public const string Names = """
        CREATE TABLE name_key(
          key INTEGER NOT NULL,
          person INTEGER NOT NULL REFERENCES person(id),
          PRIMARY KEY (key, person)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Takes the keys of many persons until <see cref="EnterNames"/>, which is many times faster than one by one.</summary>
    public const string CollectedNames = "CREATE TEMP TABLE collected_name(key INTEGER NOT NULL, person INTEGER NOT NULL) STRICT;";

    public const string CollectName = "INSERT INTO temp.collected_name(key, person) VALUES (?1, ?2)";

    public const string EnterNames =
        "INSERT INTO name_key(key, person) SELECT DISTINCT key, person FROM temp.collected_name ORDER BY key, person; "
            + "DROP TABLE temp.collected_name;";

    /// <summary>
    /// Everything that the scan asks of a version before it wants its document: rows that are not in force, or that a filter passes over,
    /// never cost a page of documents. Made after loading, which is faster and leaves the index compact.
    /// </summary>
    public const string ScanIndex = """
        CREATE INDEX version_scan ON version(municipality, code, from_key, to_key, alive, ban_end, born, sex, mother_tongue, postal_code);
        """;

    /// <summary>
    /// What the question who is protected goes through: orders, mergers and the codes of a person, without a page of documents. Made after
    /// loading; a register of an older program gets them when it is first opened for writing, and is only slower without.
    /// </summary>
    public const string ProtectionIndexes = """
        CREATE INDEX IF NOT EXISTS version_order ON version(person, from_key, to_key, ban_end, merged_into) WHERE ban_end IS NOT NULL
            AND merged_into IS NULL;
        CREATE INDEX IF NOT EXISTS version_merged ON version(person, merged_into, from_key) WHERE merged_into IS NOT NULL;
        CREATE INDEX IF NOT EXISTS identity_code_person ON identity_code(person, code);
        """;

    /// <summary>Triggers that reject forbidden changes, including manual ones.</summary>
    public const string Guards = """
        CREATE TRIGGER register_is_fixed BEFORE UPDATE ON register BEGIN SELECT RAISE(ABORT, 'a register keeps its description'); END;
        CREATE TRIGGER register_stays BEFORE DELETE ON register BEGIN SELECT RAISE(ABORT, 'a register keeps its description'); END;
        CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        """;

    public const string WriterPragmas = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";

    public const string ReaderPragmas = "PRAGMA query_only = ON;";

    /// <summary>The residents of one municipality (?1) as of a key (?2); <see cref="InOrder"/> ends it.</summary>
    public const string Residents = """
        SELECT person, code, ban_end, document FROM version INDEXED BY version_scan
        WHERE municipality = ?1 AND alive = 1 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2)
        """;

    /// <summary>As <see cref="Residents"/>, but the dead.</summary>
    public const string Dead = """
        SELECT person, code, ban_end, document FROM version INDEXED BY version_scan
        WHERE municipality = ?1 AND alive = 0 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2) AND merged_into IS NULL
        """;

    /// <summary>In the order of the scan index.</summary>
    public const string InOrder = " ORDER BY code";

    /// <summary>A register before version 4 knew one person by a code, and who had it before a merging.</summary>
    public const string CodesBeforeVersion4 = """
        SELECT code, person, coalesce((SELECT max(until_key) FROM main.code_before_merge before WHERE before.code = now.code),
            0) AS since_key, NULL AS until_key, active
        FROM main.identity_code now
        UNION ALL
        SELECT code, person,
          coalesce((SELECT max(until_key) FROM main.code_before_merge earlier WHERE earlier.code = before.code
              AND earlier.until_key < before.until_key), 0), until_key, 0
        FROM main.code_before_merge before
        """;
}
