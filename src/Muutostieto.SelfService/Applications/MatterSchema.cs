namespace Muutostieto.SelfService.Applications;

/// <summary>The tables of applications, orders, their writers, and what was decided of them.</summary>
internal static class MatterSchema
{
    internal const string Script = """
        CREATE TABLE matter (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            recipient TEXT NOT NULL,
            author TEXT NOT NULL,
            author_name TEXT NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL,
            content TEXT NOT NULL,
            made TEXT NOT NULL,
            changed TEXT NOT NULL,
            changed_by TEXT NOT NULL,
            submitted TEXT
        ) STRICT;
        CREATE INDEX matter_recipient ON matter (recipient, kind);
        CREATE INDEX matter_state ON matter (state);
        CREATE TABLE writer (
            matter INTEGER NOT NULL REFERENCES matter (number),
            user TEXT NOT NULL,
            PRIMARY KEY (matter, user)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE decision (
            matter INTEGER NOT NULL REFERENCES matter (number),
            step INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            operator TEXT NOT NULL,
            name TEXT NOT NULL,
            at TEXT NOT NULL,
            reason TEXT,
            file TEXT,
            body TEXT,
            PRIMARY KEY (matter, step)
        ) STRICT, WITHOUT ROWID;

        """;

    /// <summary>Since version 2: the counts that recipients had made of drafts, and the numbers that were given.</summary>
    internal const string SecondScript = """
        CREATE TABLE preview (
            number INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX preview_recipient ON preview (recipient, at);
        CREATE TABLE numbered (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
        INSERT INTO numbered SELECT 'matter', coalesce(max(number), 0) FROM matter;
        INSERT INTO numbered SELECT 'contact', coalesce(max(number), 0) FROM contact;
        INSERT INTO numbered SELECT 'notice', coalesce(max(number), 0) FROM notice;

        """;

    /// <summary>Since version 4: what lists show of a matter, so that they need not read what it says.</summary>
    internal const string FourthScript = """
        ALTER TABLE matter ADD COLUMN title TEXT;
        UPDATE matter SET title = json_extract(content, CASE kind WHEN 'Order' THEN '$.title' ELSE '$.register' END)
            WHERE json_valid(content);

        """;
}
