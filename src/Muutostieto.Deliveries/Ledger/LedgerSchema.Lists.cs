namespace Muutostieto.Deliveries.Ledger;

internal static partial class LedgerSchema
{
    // Who is on each list now, so that nothing has to count through its whole history: each change turns the person's one before it round.
    private const string ListMembers = """
        CREATE TABLE list_member (
            permit TEXT NOT NULL,
            person INTEGER NOT NULL,
            PRIMARY KEY (permit, person)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO list_member (permit, person) SELECT permit, person FROM list_change GROUP BY permit, person
            HAVING sum(2 * added - 1) = 1;
        """;

    // Lists that recipients maintain. Persons are stored by the register's surrogate ids: no code is in the ledger.
    private const string AddedForLists = """
        ALTER TABLE delivery ADD COLUMN list_from INTEGER;
        ALTER TABLE delivery ADD COLUMN list_to INTEGER;
        CREATE TRIGGER delivery_keeps_its_list BEFORE UPDATE OF list_from, list_to ON delivery
            BEGIN SELECT RAISE(ABORT, 'what was planned of a delivery does not change'); END;
        CREATE TABLE list_upload (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            permit TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            journal_key INTEGER NOT NULL,
            register_mark TEXT NOT NULL,
            taken TEXT NOT NULL,
            lines INTEGER NOT NULL,
            added INTEGER NOT NULL,
            removed INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            refused TEXT NOT NULL,
            refused_lines INTEGER NOT NULL,
            refusal TEXT,
            list_from INTEGER NOT NULL,
            list_to INTEGER NOT NULL CHECK (list_to >= list_from),
            persons INTEGER NOT NULL,
            answered TEXT,
            UNIQUE (permit, number),
            UNIQUE (permit, name, sha256)
        ) STRICT;
        CREATE TABLE list_change (
            permit TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 1),
            person INTEGER NOT NULL,
            added INTEGER NOT NULL CHECK (added IN (0, 1)),
            uploaded INTEGER NOT NULL CHECK (uploaded IN (0, 1)),
            PRIMARY KEY (permit, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX list_change_person ON list_change (permit, person, position);
        CREATE TRIGGER list_upload_is_never_removed BEFORE DELETE ON list_upload
            BEGIN SELECT RAISE(ABORT, 'an upload is never removed from the ledger'); END;
        CREATE TRIGGER list_upload_never_changes
            BEFORE UPDATE OF permit, number, name, sha256, bytes, journal_key, register_mark, taken, lines, added, removed, unchanged,
                refused, refused_lines, refusal,
                list_from, list_to, persons ON list_upload
            BEGIN SELECT RAISE(ABORT, 'an upload in the ledger does not change'); END;
        CREATE TRIGGER list_change_is_never_removed BEFORE DELETE ON list_change
            BEGIN SELECT RAISE(ABORT, 'a list only grows by changes'); END;
        CREATE TRIGGER list_change_never_changes BEFORE UPDATE ON list_change
            BEGIN SELECT RAISE(ABORT, 'a list only grows by changes'); END;
        """;
}
