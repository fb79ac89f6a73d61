using Muutostieto.PostgreSql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>
/// The tables of the audit chain in PostgreSQL: its lines and payloads are the bytes that files would have, so that a chain can be copied
/// from one to the other. What was released is never edited.
/// </summary>
internal static class AuditScripts
{
    // The columns beside a line are only for finding it: what they say is compared with the line. Those who append insert into chain and
    // payload and update head; who removes payloads after their years deletes from payload alone.
    // Payloads are compressed already.
    private const string First = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;

        CREATE TABLE chain (
            sequence bigint PRIMARY KEY CHECK (sequence >= 1),
            kind text COLLATE "C" NOT NULL,
            name text COLLATE "C",
            at timestamptz NOT NULL,
            has_persons boolean NOT NULL,
            line bytea NOT NULL CHECK (length(line) > 1)
        );
        CREATE INDEX chain_named ON chain (kind, name, sequence) WHERE kind <> 'interface';
        CREATE INDEX chain_with_persons ON chain (at) WHERE has_persons;
        CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON chain FOR EACH ROW
            EXECUTE FUNCTION refuse('an entry of the audit chain never changes');
        CREATE TRIGGER are_never_removed BEFORE TRUNCATE ON chain
            EXECUTE FUNCTION refuse('an entry of the audit chain is never removed');

        CREATE TABLE head (
            id smallint PRIMARY KEY CHECK (id = 1),
            sequence bigint NOT NULL CHECK (sequence >= 1),
            hash text COLLATE "C" NOT NULL CHECK (length(hash) = 64)
        );
        CREATE TRIGGER goes_forward BEFORE UPDATE ON head FOR EACH ROW WHEN (NEW.sequence <= OLD.sequence)
            EXECUTE FUNCTION refuse('the audit chain only grows');
        CREATE TRIGGER is_never_removed BEFORE DELETE ON head FOR EACH ROW
            EXECUTE FUNCTION refuse('the head of the audit chain is never removed');
        CREATE TRIGGER are_never_removed BEFORE TRUNCATE ON head
            EXECUTE FUNCTION refuse('the head of the audit chain is never removed');

        CREATE TABLE payload (
            name text COLLATE "C" NOT NULL,
            part bigint NOT NULL CHECK (part >= 0),
            content bytea NOT NULL,
            PRIMARY KEY (name, part)
        );
        ALTER TABLE payload ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE TRIGGER never_changes BEFORE UPDATE ON payload FOR EACH ROW
            EXECUTE FUNCTION refuse('the persons of an entry are kept or removed, and do not change');
        CREATE TRIGGER are_never_removed BEFORE TRUNCATE ON payload
            EXECUTE FUNCTION refuse('the persons of an entry are removed after their years');
        """;

    // A login that may remove persons may remove those alone that an entry of the chain says are removed: what is missing has its evidence.
    // Names are qualified, as a login can put tables of its own before those of the search path.
    private const string RemovedAsRecorded = """
        CREATE FUNCTION refuse_unless_purged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT name FROM removed) AS gone
                WHERE NOT EXISTS (
                    SELECT FROM audit.chain
                    CROSS JOIN LATERAL (SELECT convert_from(line, 'UTF8')::jsonb -> 'purge') AS said (purge)
                    WHERE kind = 'purge' AND kind <> 'interface'
                        AND (coalesce(purge -> 'files', '[]') ? gone.name OR coalesce(purge -> 'entries', '[]')
                            @> to_jsonb(substring(gone.name FROM '^persons/([0-9]+)\.bin$')::bigint))))
            THEN
                RAISE EXCEPTION 'the persons of an entry are removed after an entry of the audit chain says so';
            END IF;
            RETURN NULL;
        END
        $$;
        CREATE TRIGGER is_removed_as_recorded AFTER DELETE ON payload REFERENCING OLD TABLE AS removed FOR EACH STATEMENT
            EXECUTE FUNCTION refuse_unless_purged();
        """;

    internal static IReadOnlyList<StoreRight> Rights { get; } =
    [
        new(StoreRole.Deliveries, "INSERT", "chain", "payload", "head"),
        new(StoreRole.Deliveries, "UPDATE", "head"),
        new(StoreRole.Deliveries, "DELETE", "payload"),
        new(StoreRole.Interface, "INSERT", "chain", "payload", "head"),
        new(StoreRole.Interface, "UPDATE", "head"),
    ];

    internal static IReadOnlyList<StoreScript> All { get; } = [new(First), new(RemovedAsRecorded, WorksWith: 1)];
}
