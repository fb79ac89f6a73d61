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

    /// <summary>Who has or had the surname and day of a key (?1), and perhaps others.</summary>
    public const string Named = "SELECT person FROM name_key WHERE key = ?1 ORDER BY person";

    /// <summary>
    /// Which files have been imported, and the latest key after each. Made by the first import: registers that never had one do without.
    /// </summary>
    public const string Imports =
        "CREATE TABLE IF NOT EXISTS imported(sha256 TEXT PRIMARY KEY, until_key INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    /// <summary>The nightly job's notes. Made by the first run; a register without them is whole.</summary>
    public const string Notes = """
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

    /// <summary>
    /// Who has been under an order at any moment from a key (?1) on, as of it included, and whether it was in force as of it.
    /// </summary>
    public const string OrdersFrom = """
        SELECT person, max(from_key <= ?1) FROM version WHERE ban_end IS NOT NULL AND merged_into IS NULL
            AND (to_key IS NULL OR to_key > ?1) GROUP BY person
        """;

    /// <summary>Merged persons: into which person, and since which key.</summary>
    public const string Mergers = "SELECT person, merged_into, from_key FROM version WHERE merged_into IS NOT NULL";

    /// <summary>
    /// For which code a statement is held, since when and until when, and the attribute of its last group, in the order in which they came.
    /// </summary>
    public const string Held = """
        SELECT c.code, s.at_key, s.applied_key, json_extract(CAST(s.record AS TEXT), '$.ryhmat[#-1].muutos')
        FROM held_code c JOIN held_statement s ON s.id = c.statement ORDER BY s.id
        """;

    /// <summary>The codes that a person (?1) has or had; those too that it got from persons merged into it.</summary>
    public const string CodesOf = "SELECT code FROM identity_code WHERE person = ?1";

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

    /// <summary>The columns that <see cref="SqliteVersion.Read"/> expects.</summary>
    public const string VersionColumns = "person, from_key, to_key, code, municipality, alive, ban_end, merged_into, document";

    /// <summary>
    /// A person (?1) as of a key (?2). A person's versions follow one another without a gap: the last one begun is in force, which is one
    /// look into the index.
    /// </summary>
    public const string VersionAt =
        $"SELECT {VersionColumns} FROM version WHERE person = ?1 AND from_key <= ?2 ORDER BY from_key DESC LIMIT 1";

    /// <summary>The persons merged into the person (?1) as of a key (?2), directly or through others.</summary>
    public const string MergedInto = """
        WITH RECURSIVE gone(person) AS (
          SELECT person FROM merger WHERE survivor = ?1 AND key <= ?2
          UNION SELECT merger.person FROM merger JOIN gone ON merger.survivor = gone.person WHERE merger.key <= ?2)
        SELECT person FROM gone ORDER BY person
        """;

    public const string LatestKey =
        "SELECT max((SELECT coalesce(max(key), 0) FROM journal), (SELECT coalesce(max(key), 0) FROM building_entry))";

    /// <summary>Whose a code (?1) is now, and whether it is in force.</summary>
    public const string HoldersOf = "SELECT person, active FROM identity_code WHERE code = ?1 AND until_key IS NULL ORDER BY person";

    /// <summary>Whose a code (?1) was as of a key (?2), in force or not.</summary>
    public const string HoldersAt =
        "SELECT DISTINCT person FROM identity_code WHERE code = ?1 AND since_key <= ?2 AND (until_key IS NULL OR until_key > ?2) ORDER BY "
            + "person";

    /// <summary>Who got a code (?1) first after a key (?2).</summary>
    public const string NextHolder =
        "SELECT person FROM identity_code WHERE code = ?1 AND since_key > ?2 ORDER BY since_key, person LIMIT 1";

    /// <summary>Every person who has or had a code (?1) up to a key (?2), as the person it is merged into by then.</summary>
    public const string EverHeldBy = """
        WITH RECURSIVE holder(person) AS (
          SELECT person FROM identity_code WHERE code = ?1 AND since_key <= ?2
          UNION SELECT merger.survivor FROM holder JOIN merger ON merger.person = holder.person WHERE merger.key <= ?2)
        SELECT person FROM holder WHERE NOT EXISTS (SELECT 1 FROM merger WHERE merger.person = holder.person AND merger.key <= ?2)
            ORDER BY person
        """;

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
