namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// Script 2 of the register: the journal by ranges of keys, and versions by whether and when they ended. Programs of version 1 go on with
/// it: tables and columns have the names that they had.
/// </summary>
/// <remarks>
/// In force are a country's persons, however many years pass; what ended lies apart, by the key at which it did. So a scan or a question as
/// of a key needs what is in force and what ended after the key, and of a window the journal's part of it. The last range has no end: an
/// entry always has a place, also where nothing was made ahead of it.
/// </remarks>
internal static class PartitionScript
{
    /// <summary>How many keys a partition has: two years of a country of 5.65 million persons.</summary>
    internal const long Keys = 5_000_000;

    // Waits for readers in short turns: one who waits for a lock keeps off everyone who comes later.
    private static readonly string MakePartitions = $$"""
        CREATE FUNCTION make_partitions(until bigint) RETURNS integer LANGUAGE plpgsql
            SET search_path FROM CURRENT SET lock_timeout = '500ms' AS $$
        DECLARE
            size CONSTANT bigint := {{Keys}};
            head bigint;
            parent text;
            last text;
            start bigint;
            next bigint;
            made integer := 0;
        BEGIN
            SELECT greatest(until, max(key)) INTO head
            FROM (SELECT max(key) AS key FROM journal UNION ALL SELECT max(key) FROM building_entry) latest;
            IF NOT EXISTS (SELECT FROM open_partition WHERE first <= head + size) THEN
                RETURN 0;
            END IF;

            FOR attempt IN 1..5 LOOP
                BEGIN
                    LOCK TABLE person, building IN SHARE ROW EXCLUSIVE MODE;
                    LOCK TABLE journal, building_entry, version_ended IN ACCESS EXCLUSIVE MODE;
                    EXIT;
                EXCEPTION
                    WHEN lock_not_available THEN
                        IF attempt = 5 THEN
                            RETURN -1;
                        END IF;
                        PERFORM pg_sleep(0.5);
                    WHEN insufficient_privilege THEN
                        RETURN -1;
                END;
            END LOOP;

            FOREACH parent IN ARRAY ARRAY['journal', 'building_entry', 'version_ended'] LOOP
                LOOP
                    SELECT name, first INTO STRICT last, start FROM open_partition WHERE of = parent;
                    EXIT WHEN start > head + size;
                    next := (greatest(start, head) / size + 1) * size;
                    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', parent || '_' || next, last);
                    EXECUTE format('ALTER TABLE %I SET (toast_tuple_target = 8160)', parent || '_' || next);
                    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, last);
                    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                        parent, last, CASE start WHEN 0 THEN 'MINVALUE' ELSE CAST(start AS text) END, next);
                    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (MAXVALUE)',
                        parent, parent || '_' || next, next);
                    IF parent <> 'version_ended' THEN
                        EXECUTE format(
                            'CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse(''the journal only grows'')',
                            parent || '_' || next);
                    END IF;
                    made := made + 1;
                END LOOP;
            END LOOP;
            RETURN made;
        END $$;

        """;

    /// <summary>The partition without an end, whose name says its first key.</summary>
    private const string OpenPartition = """
        CREATE VIEW open_partition AS
        SELECT CAST(parent.relname AS text) AS of, CAST(child.relname AS text) AS name,
            CAST(substring(child.relname FROM '\d+$') AS bigint) AS first
        FROM pg_inherits i JOIN pg_class parent ON parent.oid = i.inhparent JOIN pg_class child ON child.oid = i.inhrelid
        WHERE parent.relnamespace = CAST(current_schema() AS regnamespace)
            AND parent.relname IN ('journal', 'building_entry', 'version_ended')
            AND pg_get_expr(child.relpartbound, child.oid) LIKE '%TO (MAXVALUE)';

        """;

    // Row triggers of a partitioned table are those of its partitions too, those of TRUNCATE are not: the first partition keeps its own.
    private const string Journal = """
        ALTER TABLE journal RENAME TO journal_0;
        ALTER INDEX journal_pkey RENAME TO journal_0_pkey;
        DROP TRIGGER is_fixed ON journal_0;
        CREATE TABLE journal (LIKE journal_0 INCLUDING CONSTRAINTS, PRIMARY KEY (key), FOREIGN KEY (person) REFERENCES person (id))
            PARTITION BY RANGE (key);
        ALTER TABLE journal ATTACH PARTITION journal_0 FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
        CREATE TRIGGER is_fixed BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse('the journal only grows');
        CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON journal EXECUTE FUNCTION refuse('the journal only grows');

        ALTER TABLE building_entry RENAME TO building_entry_0;
        ALTER INDEX building_entry_pkey RENAME TO building_entry_0_pkey;
        DROP TRIGGER is_fixed ON building_entry_0;
        CREATE TABLE building_entry
            (LIKE building_entry_0 INCLUDING CONSTRAINTS, PRIMARY KEY (key), FOREIGN KEY (building) REFERENCES building (id))
            PARTITION BY RANGE (key);
        ALTER TABLE building_entry ATTACH PARTITION building_entry_0 FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
        CREATE TRIGGER is_fixed BEFORE UPDATE OR DELETE ON building_entry FOR EACH ROW
            EXECUTE FUNCTION refuse('the journal only grows');
        CREATE TRIGGER is_never_removed BEFORE TRUNCATE ON building_entry EXECUTE FUNCTION refuse('the journal only grows');

        """;

    // The table that was stays that of versions in force; those that ended leave it. A primary key over all partitions would have to hold
    // to_key, which is NULL in what is in force: each partition has its own.
    private const string Versions = """
        ALTER TABLE version RENAME TO version_current;
        ALTER INDEX version_pkey RENAME TO version_current_pkey;
        ALTER INDEX version_scan RENAME TO version_current_scan;
        ALTER INDEX version_ban RENAME TO version_current_ban;
        ALTER INDEX version_order RENAME TO version_current_order;
        ALTER INDEX version_merged RENAME TO version_current_merged;
        CREATE TABLE version (LIKE version_current INCLUDING CONSTRAINTS INCLUDING STORAGE) PARTITION BY LIST (to_key);
        CREATE TABLE version_ended PARTITION OF version DEFAULT PARTITION BY RANGE (to_key);
        CREATE TABLE version_ended_0 PARTITION OF version_ended FOR VALUES FROM (MINVALUE) TO (MAXVALUE)
            WITH (toast_tuple_target = 8160);
        SELECT make_partitions(0);
        INSERT INTO version_ended SELECT * FROM version_current WHERE to_key IS NOT NULL;
        DELETE FROM version_current WHERE to_key IS NOT NULL;
        CREATE INDEX version_scan ON version (municipality, alive, code, from_key, (coalesce(to_key, 9223372036854775807)))
            INCLUDE (to_key, ban_end);
        CREATE INDEX version_order ON version (person, from_key, to_key, ban_end, merged_into)
            WHERE ban_end IS NOT NULL;
        CREATE INDEX version_merged ON version (person, merged_into, from_key) WHERE merged_into IS NOT NULL;
        ALTER TABLE version ATTACH PARTITION version_current FOR VALUES IN (NULL);
        DO $$
        DECLARE
            part regclass;
        BEGIN
            FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = CAST('version_ended' AS regclass) LOOP
                EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (person, from_key)', part);
            END LOOP;
        END $$;

        CREATE OR REPLACE VIEW merger AS
        SELECT person, merged_into AS survivor, (SELECT min(later.from_key) FROM version later WHERE later.person = gone.merged_into
            AND later.from_key > gone.from_key) AS key
        FROM version gone WHERE merged_into IS NOT NULL;

        """;

    /// <summary>Who had rights in the tables that were has them in the partitioned ones, and none past these.</summary>
    private const string Rights = """
        DO $$
        DECLARE
            given record;
        BEGIN
            FOR given IN
                SELECT named.parent, named.part, a.privilege_type AS privilege,
                    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS role
                FROM (VALUES ('journal', 'journal_0'), ('building_entry', 'building_entry_0'), ('version', 'version_current'))
                    AS named (parent, part)
                JOIN pg_class c ON c.oid = CAST(named.part AS regclass) CROSS JOIN LATERAL aclexplode(c.relacl) a
                WHERE a.grantee <> c.relowner
            LOOP
                EXECUTE format('GRANT %s ON %I TO %s', given.privilege, given.parent, given.role);
                EXECUTE format('REVOKE ALL ON %I FROM %s', given.part, given.role);
            END LOOP;
        END $$;

        ANALYZE version, journal, building_entry;
        """;

    internal static string Sql { get; } = OpenPartition + MakePartitions + Journal + Versions + Rights;
}
