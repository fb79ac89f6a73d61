namespace Muutostieto.Register.Sqlite;

/// <summary>
/// The tables of buildings, since version 5. Their journal is a table of its own, whose keys are of the same series as the persons': a key
/// is in one of the two tables.
/// </summary>
internal static class SqliteBuildingSchema
{
    /// <summary>
    /// A code stays its building's for ever. A dwelling keeps its id wherever it is in the building; <c>place</c> is what follows the
    /// building code in the dwelling's identifier. An owner's row has no identity code, but the person.
    /// </summary>
    public const string Tables = """
        CREATE TABLE building(id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE building_version(
          id INTEGER PRIMARY KEY,
          building INTEGER NOT NULL REFERENCES building(id),
          from_key INTEGER NOT NULL CHECK (from_key > 0),
          to_key INTEGER CHECK (to_key > from_key),
          code TEXT NOT NULL,
          municipality TEXT NOT NULL,
          stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
          document BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX building_version_building ON building_version(building, from_key);
        CREATE TABLE building_code(
          code TEXT NOT NULL PRIMARY KEY,
          building INTEGER NOT NULL REFERENCES building(id),
          since_key INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE dwelling(
          id INTEGER PRIMARY KEY,
          building INTEGER NOT NULL REFERENCES building(id),
          permanent_id TEXT NOT NULL) STRICT;
        CREATE TABLE dwelling_place(
          building INTEGER NOT NULL REFERENCES building(id),
          place TEXT NOT NULL,
          from_key INTEGER NOT NULL,
          to_key INTEGER CHECK (to_key > from_key),
          dwelling INTEGER NOT NULL REFERENCES dwelling(id),
          PRIMARY KEY (building, place, from_key)) STRICT, WITHOUT ROWID;
        CREATE TABLE building_owner(
          id INTEGER PRIMARY KEY,
          building INTEGER NOT NULL REFERENCES building(id),
          from_key INTEGER NOT NULL,
          to_key INTEGER CHECK (to_key > from_key),
          person INTEGER REFERENCES person(id),
          business_id TEXT NOT NULL,
          document BLOB NOT NULL) STRICT;
        CREATE TABLE building_entry(
          key INTEGER PRIMARY KEY CHECK (key > 0),
          building INTEGER NOT NULL REFERENCES building(id),
          event TEXT NOT NULL,
          registered TEXT NOT NULL,
          type TEXT NOT NULL,
          role TEXT NOT NULL,
          record BLOB NOT NULL) STRICT;
        """;

    /// <summary>Made after loading, which is faster and leaves them compact.</summary>
    public const string Indexes = """
        CREATE UNIQUE INDEX building_version_scan ON building_version(municipality, code, from_key, to_key, stands);
        CREATE INDEX dwelling_building ON dwelling(building, permanent_id);
        CREATE INDEX building_owner_building ON building_owner(building, from_key);
        CREATE INDEX building_owner_person ON building_owner(person, building) WHERE person IS NOT NULL;
        """;

    /// <summary>Triggers that reject forbidden changes, including manual ones.</summary>
    public const string Guards = """
        CREATE TRIGGER building_entry_is_fixed BEFORE UPDATE ON building_entry BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER building_entry_stays BEFORE DELETE ON building_entry BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        """;

    /// <summary>Lets a reader, which never writes to the file, find no building in a register from before version 5.</summary>
    public const string NoneYet = """
        PRAGMA temp_store = MEMORY;
        CREATE TEMP VIEW building AS SELECT 0 AS id WHERE 0;
        CREATE TEMP VIEW building_version AS SELECT 0 AS id, 0 AS building, 0 AS from_key, 0 AS to_key, '' AS code, '' AS municipality,
            0 AS stands, x'' AS document WHERE 0;
        CREATE TEMP VIEW building_code AS SELECT '' AS code, 0 AS building, 0 AS since_key WHERE 0;
        CREATE TEMP VIEW dwelling AS SELECT 0 AS id, 0 AS building, '' AS permanent_id WHERE 0;
        CREATE TEMP VIEW dwelling_place AS SELECT 0 AS building, '' AS place, 0 AS from_key, 0 AS to_key, 0 AS dwelling WHERE 0;
        CREATE TEMP VIEW building_owner AS SELECT 0 AS id, 0 AS building, 0 AS from_key, 0 AS to_key, 0 AS person, '' AS business_id,
            x'' AS document WHERE 0;
        CREATE TEMP VIEW building_entry AS SELECT 0 AS key, 0 AS building, '' AS event, '' AS registered, '' AS type, '' AS role,
            x'' AS record WHERE 0;
        """;

    /// <summary>The buildings of one municipality (?1) as of a key (?2), in byte order of code.</summary>
    public const string Scan = """
        SELECT building, code, municipality, stands, document FROM building_version
        WHERE municipality = ?1 AND from_key <= ?2 AND (to_key IS NULL OR to_key > ?2) ORDER BY code
        """;
}
