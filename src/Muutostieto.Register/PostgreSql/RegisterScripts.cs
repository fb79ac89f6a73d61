using Muutostieto.PostgreSql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// The register's tables in PostgreSQL: those of SQLite with the same columns and the same values in them, so that rows can be copied from
/// one to the other. A version has no number of its own. What was released is never edited.
/// </summary>
internal static class RegisterScripts
{
    // Documents lie in their rows, uncompressed up to 8 kB: a scan reads them in one pass, and gives out the bytes that were put in.
    // The scan index says in its keys which versions are in force: those that are not never cost a page of documents.
    // References between the tables of millions of rows are the writer's to keep: checking them would cost more than loading.
    private const string Persons = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;

        CREATE TABLE register (
            id smallint PRIMARY KEY CHECK (id = 1),
            kind smallint NOT NULL CHECK (kind IN (0, 1)),
            note text NOT NULL,
            seed bigint,
            created text NOT NULL
        );
        CREATE TRIGGER is_fixed BEFORE UPDATE OR DELETE ON register FOR EACH ROW
            EXECUTE FUNCTION refuse('a register keeps its description');
        CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON register EXECUTE FUNCTION refuse('a register keeps its description');

        CREATE TABLE person (id bigint PRIMARY KEY);

        CREATE TABLE version (
            person bigint NOT NULL,
            from_key bigint NOT NULL CHECK (from_key > 0),
            to_key bigint CHECK (to_key > from_key),
            code text COLLATE "C" NOT NULL,
            municipality text COLLATE "C" NOT NULL,
            alive smallint NOT NULL CHECK (alive IN (0, 1)),
            ban_end text COLLATE "C",
            merged_into bigint,
            born integer,
            sex text COLLATE "C",
            mother_tongue text COLLATE "C",
            postal_code text COLLATE "C",
            document bytea NOT NULL,
            PRIMARY KEY (person, from_key)
        ) WITH (toast_tuple_target = 8160);
        ALTER TABLE version ALTER COLUMN document SET STORAGE MAIN;
        CREATE INDEX version_scan ON version (municipality, alive, code, from_key, (coalesce(to_key, 9223372036854775807)))
            INCLUDE (to_key, ban_end);
        CREATE INDEX version_ban ON version (ban_end) WHERE ban_end IS NOT NULL AND to_key IS NULL;
        CREATE INDEX version_order ON version (person, from_key, to_key, ban_end, merged_into)
            WHERE ban_end IS NOT NULL;
        CREATE INDEX version_merged ON version (person, merged_into, from_key) WHERE merged_into IS NOT NULL;

        CREATE TABLE journal (
            key bigint PRIMARY KEY CHECK (key > 0),
            kind smallint NOT NULL CHECK (kind IN (0, 1)),
            person bigint REFERENCES person (id),
            event text NOT NULL,
            registered text NOT NULL,
            type text NOT NULL,
            role text NOT NULL,
            record bytea NOT NULL,
            CHECK ((kind = 0) = (person IS NULL))
        );
        CREATE TRIGGER is_fixed BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse('the journal only grows');
        CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON journal EXECUTE FUNCTION refuse('the journal only grows');

        CREATE TABLE identity_code (
            code text COLLATE "C" NOT NULL,
            person bigint NOT NULL,
            since_key bigint NOT NULL,
            until_key bigint CHECK (until_key >= since_key),
            active smallint NOT NULL CHECK (active = 0 OR (active = 1 AND until_key IS NULL)),
            PRIMARY KEY (code, person, since_key)
        );
        CREATE UNIQUE INDEX identity_code_active ON identity_code (code) WHERE active = 1;
        CREATE INDEX identity_code_person ON identity_code (person, code);

        CREATE VIEW merger AS
        SELECT person, merged_into AS survivor, (SELECT min(later.from_key) FROM version later WHERE later.person = gone.merged_into
            AND later.from_key > gone.from_key) AS key
        FROM version gone WHERE merged_into IS NOT NULL;

        CREATE TABLE name_key (key bigint NOT NULL, person bigint NOT NULL, PRIMARY KEY (key, person));

        """;

    private const string Feed = """
        CREATE TABLE feed (id smallint PRIMARY KEY CHECK (id = 1), fed smallint NOT NULL CHECK (fed IN (0, 1)), imported text);
        CREATE TABLE held_statement (id bigint PRIMARY KEY, at_key bigint NOT NULL, record bytea NOT NULL, applied_key bigint);
        CREATE TABLE held_code (
            code text COLLATE "C" NOT NULL,
            statement bigint NOT NULL REFERENCES held_statement (id),
            PRIMARY KEY (code, statement)
        );
        CREATE INDEX held_code_statement ON held_code (statement);
        CREATE TABLE imported (sha256 text COLLATE "C" PRIMARY KEY, until_key bigint NOT NULL);
        CREATE TABLE feed_series (series text COLLATE "C" PRIMARY KEY, last bigint NOT NULL);
        CREATE TABLE feed_missing (series text COLLATE "C" NOT NULL, number bigint NOT NULL, PRIMARY KEY (series, number));

        CREATE TABLE source (
            id smallint PRIMARY KEY CHECK (id = 1), source text NOT NULL, key bigint NOT NULL, loaded smallint NOT NULL, at text NOT NULL);
        CREATE TABLE source_key (journal_key bigint PRIMARY KEY, source_key bigint NOT NULL);
        CREATE TABLE source_group (person bigint NOT NULL, name text COLLATE "C" NOT NULL, json text COLLATE "C" NOT NULL,
            at_key bigint NOT NULL);
        CREATE UNIQUE INDEX source_group_same ON source_group (person, name, md5(json));
        CREATE TABLE source_presumed (person bigint PRIMARY KEY);
        CREATE TABLE source_pending (code text COLLATE "C" PRIMARY KEY);
        CREATE TABLE source_list (code text COLLATE "C" PRIMARY KEY);

        CREATE TABLE noted (id smallint PRIMARY KEY CHECK (id = 1), until_key bigint NOT NULL);
        CREATE TABLE noted_end (person bigint PRIMARY KEY, day text COLLATE "C" NOT NULL);
        CREATE INDEX noted_end_day ON noted_end (day);
        CREATE TABLE noted_relation (person bigint NOT NULL, code text COLLATE "C" NOT NULL, PRIMARY KEY (person, code));
        CREATE INDEX noted_relation_code ON noted_relation (code);
        CREATE TABLE noted_place (person bigint NOT NULL, place bigint NOT NULL, PRIMARY KEY (person, place));
        CREATE INDEX noted_place_place ON noted_place (place);

        """;

    private const string Buildings = """
        CREATE TABLE building (id bigint PRIMARY KEY);
        CREATE TABLE building_version (
            building bigint NOT NULL,
            from_key bigint NOT NULL CHECK (from_key > 0),
            to_key bigint CHECK (to_key > from_key),
            code text COLLATE "C" NOT NULL,
            municipality text COLLATE "C" NOT NULL,
            stands smallint NOT NULL CHECK (stands IN (0, 1)),
            document bytea NOT NULL,
            PRIMARY KEY (building, from_key)
        ) WITH (toast_tuple_target = 8160);
        ALTER TABLE building_version ALTER COLUMN document SET STORAGE MAIN;
        CREATE INDEX building_version_scan
            ON building_version (municipality, code, from_key, (coalesce(to_key, 9223372036854775807)));
        CREATE TABLE building_code (code text COLLATE "C" PRIMARY KEY, building bigint NOT NULL, since_key bigint NOT NULL);
        CREATE TABLE dwelling (id bigint PRIMARY KEY, building bigint NOT NULL, permanent_id text COLLATE "C" NOT NULL);
        CREATE INDEX dwelling_building ON dwelling (building, permanent_id);
        CREATE TABLE dwelling_place (
            building bigint NOT NULL,
            place text COLLATE "C" NOT NULL,
            from_key bigint NOT NULL,
            to_key bigint CHECK (to_key > from_key),
            dwelling bigint NOT NULL,
            PRIMARY KEY (building, place, from_key)
        );
        CREATE TABLE building_owner (
            id bigint PRIMARY KEY,
            building bigint NOT NULL,
            from_key bigint NOT NULL,
            to_key bigint CHECK (to_key > from_key),
            person bigint,
            business_id text NOT NULL,
            document bytea NOT NULL
        );
        CREATE INDEX building_owner_building ON building_owner (building, from_key);
        CREATE INDEX building_owner_person ON building_owner (person, building) WHERE person IS NOT NULL;
        CREATE TABLE building_entry (
            key bigint PRIMARY KEY CHECK (key > 0),
            building bigint NOT NULL REFERENCES building (id),
            event text NOT NULL,
            registered text NOT NULL,
            type text NOT NULL,
            role text NOT NULL,
            record bytea NOT NULL
        );
        CREATE TRIGGER is_fixed BEFORE UPDATE OR DELETE ON building_entry FOR EACH ROW
            EXECUTE FUNCTION refuse('the journal only grows');
        CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON building_entry EXECUTE FUNCTION refuse('the journal only grows');
        """;

    internal static StoreScripts Store { get; } = new(
        "register",
        "the register",
        [new(Persons + Feed + Buildings), new(PartitionScript.Sql, WorksWith: 1)])
    {
        Ahead = "make_partitions",
        Rights =
        [
            new(StoreRole.Register, "INSERT", "journal", "register", "person", "building", "building_entry"),
            new(
                StoreRole.Register,
                "INSERT, UPDATE",
                "version",
                "identity_code",
                "name_key",
                "building_version",
                "building_code",
                "dwelling",
                "dwelling_place",
                "building_owner"),
            new(
                StoreRole.Register,
                "INSERT, UPDATE, DELETE",
                "feed",
                "held_statement",
                "held_code",
                "imported",
                "feed_series",
                "feed_missing",
                "source",
                "source_key",
                "source_group",
                "source_presumed",
                "source_pending",
                "source_list",
                "noted",
                "noted_end",
                "noted_relation",
                "noted_place"),
            new(StoreRole.Deliveries),
            new(StoreRole.Interface),
        ],
    };
}
