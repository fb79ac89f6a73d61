namespace Muutostieto.SelfService.Contacts;

/// <summary>The tables of contact persons, notices and uploads.</summary>
internal static class ContactSchema
{
    internal const string Script = """
        CREATE TABLE contact (
            number INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            phone TEXT,
            version INTEGER NOT NULL,
            changed TEXT NOT NULL,
            changed_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contact_recipient ON contact (recipient);
        CREATE TABLE notice (
            number INTEGER PRIMARY KEY,
            fi TEXT NOT NULL,
            sv TEXT NOT NULL,
            en TEXT NOT NULL,
            shown_from TEXT NOT NULL,
            shown_to TEXT,
            version INTEGER NOT NULL,
            changed TEXT NOT NULL,
            changed_by TEXT NOT NULL
        ) STRICT;
        CREATE TABLE upload (
            number INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            permit TEXT NOT NULL,
            name TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            user TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX upload_recipient ON upload (recipient);

        """;

    /// <summary>
    /// Since version 3: what is known of an upload, and its order. Of earlier ones it is not known whether they arrived, so they are looked
    /// for in the drop.
    /// </summary>
    internal const string ThirdScript = """
        ALTER TABLE upload ADD COLUMN state TEXT NOT NULL DEFAULT 'Sending';
        ALTER TABLE upload ADD COLUMN ordered TEXT;
        UPDATE upload SET ordered = substr(name, instr(name, '_PA_') + 4) WHERE instr(name, '_PA_') > 0;
        UPDATE upload SET ordered = substr(ordered, 1, instr(ordered, '_') - 1) WHERE instr(ordered, '_') > 0;

        """;
}
