using Muutostieto.PostgreSql;

namespace Muutostieto.SelfService.Store;

/// <summary>
/// The store's tables in PostgreSQL: those of <see cref="StoreSchema"/> with the same columns and the same values in them, so that rows can
/// be copied from one to the other; and the keys of cookies, which a service with files has in a folder. What was released is never edited.
/// </summary>
internal static class SelfServiceScripts
{
    private const string First = """
        CREATE TABLE session (
            id text COLLATE "C" PRIMARY KEY,
            user_id text COLLATE "C" NOT NULL,
            ticket bytea NOT NULL,
            began text COLLATE "C" NOT NULL,
            seen text COLLATE "C" NOT NULL
        );
        CREATE INDEX session_of_user ON session (user_id);
        CREATE TABLE submission (
            id text COLLATE "C" PRIMARY KEY,
            user_id text COLLATE "C" NOT NULL,
            at text COLLATE "C" NOT NULL,
            place text
        );
        CREATE INDEX submission_at ON submission (at);
        CREATE TABLE matter (
            number bigint PRIMARY KEY,
            kind text COLLATE "C" NOT NULL,
            recipient text COLLATE "C" NOT NULL,
            author text NOT NULL,
            author_name text NOT NULL,
            state text COLLATE "C" NOT NULL,
            version integer NOT NULL,
            content text NOT NULL,
            made text COLLATE "C" NOT NULL,
            changed text COLLATE "C" NOT NULL,
            changed_by text NOT NULL,
            submitted text COLLATE "C",
            title text
        );
        CREATE INDEX matter_recipient ON matter (recipient, kind);
        CREATE INDEX matter_state ON matter (state);
        CREATE TABLE writer (
            matter bigint NOT NULL REFERENCES matter (number),
            user_id text COLLATE "C" NOT NULL,
            PRIMARY KEY (matter, user_id)
        );
        CREATE TABLE decision (
            matter bigint NOT NULL REFERENCES matter (number),
            step integer NOT NULL,
            verdict text NOT NULL,
            operator text NOT NULL,
            name text NOT NULL,
            at text COLLATE "C" NOT NULL,
            reason text,
            file text,
            body text,
            PRIMARY KEY (matter, step)
        );
        CREATE TABLE preview (number bigint PRIMARY KEY, recipient text COLLATE "C" NOT NULL, at text COLLATE "C" NOT NULL);
        CREATE INDEX preview_recipient ON preview (recipient, at);
        CREATE TABLE numbered (kind text COLLATE "C" PRIMARY KEY, last bigint NOT NULL);
        CREATE TABLE contact (
            number bigint PRIMARY KEY,
            recipient text COLLATE "C" NOT NULL,
            kind text COLLATE "C" NOT NULL,
            name text COLLATE "C" NOT NULL,
            email text NOT NULL,
            phone text,
            version integer NOT NULL,
            changed text NOT NULL,
            changed_by text NOT NULL
        );
        CREATE INDEX contact_recipient ON contact (recipient);
        CREATE TABLE notice (
            number bigint PRIMARY KEY,
            fi text NOT NULL,
            sv text NOT NULL,
            en text NOT NULL,
            shown_from text COLLATE "C" NOT NULL,
            shown_to text COLLATE "C",
            version integer NOT NULL,
            changed text NOT NULL,
            changed_by text NOT NULL
        );
        CREATE TABLE upload (
            number bigint PRIMARY KEY,
            recipient text COLLATE "C" NOT NULL,
            permit text COLLATE "C" NOT NULL,
            name text COLLATE "C" NOT NULL,
            bytes bigint NOT NULL,
            sha256 text COLLATE "C" NOT NULL,
            user_id text COLLATE "C" NOT NULL,
            at text COLLATE "C" NOT NULL,
            state text COLLATE "C" NOT NULL DEFAULT 'Sending',
            ordered text COLLATE "C"
        );
        CREATE INDEX upload_recipient ON upload (recipient);
        CREATE TABLE pick (
            id text COLLATE "C" PRIMARY KEY,
            user_id text COLLATE "C" NOT NULL,
            recipient text COLLATE "C" NOT NULL,
            permit text COLLATE "C" NOT NULL,
            task text NOT NULL,
            reference text,
            search text NOT NULL,
            ordered text NOT NULL,
            state text COLLATE "C" NOT NULL,
            may_list smallint NOT NULL,
            persons bigint,
            below_five smallint NOT NULL DEFAULT 0,
            price text,
            number integer,
            fault text,
            created text COLLATE "C" NOT NULL,
            asked text COLLATE "C",
            made text COLLATE "C",
            downloads integer NOT NULL DEFAULT 0,
            claim text COLLATE "C" NOT NULL DEFAULT '',
            claimed_until text COLLATE "C"
        );
        CREATE INDEX pick_user ON pick (user_id, created);
        CREATE INDEX pick_state ON pick (state, created);
        CREATE TABLE selection (
            id text COLLATE "C" PRIMARY KEY,
            user_id text COLLATE "C" NOT NULL,
            recipient text COLLATE "C" NOT NULL,
            name text COLLATE "C" NOT NULL,
            permit text NOT NULL,
            task text NOT NULL,
            search text NOT NULL,
            saved text NOT NULL
        );
        CREATE INDEX selection_user ON selection (user_id, name);
        CREATE TABLE cookie_key (name text COLLATE "C" PRIMARY KEY, content text NOT NULL);
        """;

    internal static StoreScripts Store { get; } = new("self_service", "the store of the self-service", [new(First)])
    {
        Rights =
        [
            new(
                StoreRole.Deliveries,
                "INSERT, UPDATE, DELETE",
                "session",
                "submission",
                "matter",
                "writer",
                "decision",
                "preview",
                "numbered",
                "contact",
                "notice",
                "upload",
                "pick",
                "selection",
                "cookie_key"),
        ],
    };
}
