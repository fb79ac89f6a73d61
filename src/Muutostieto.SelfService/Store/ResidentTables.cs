namespace Muutostieto.SelfService.Store;

/// <summary>The tables of the municipality's service in the store.</summary>
internal static class ResidentTables
{
    /// <summary>Part of version 1 of the store.</summary>
    internal const string FirstVersion = """
        CREATE TABLE pick (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            recipient TEXT NOT NULL,
            permit TEXT NOT NULL,
            task TEXT NOT NULL,
            reference TEXT,
            search TEXT NOT NULL,
            ordered TEXT NOT NULL,
            state TEXT NOT NULL,
            may_list INTEGER NOT NULL,
            persons INTEGER,
            below_five INTEGER NOT NULL DEFAULT 0,
            price TEXT,
            number INTEGER,
            fault TEXT,
            created TEXT NOT NULL,
            asked TEXT,
            made TEXT,
            downloads INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pick_user ON pick (user, created);
        CREATE INDEX pick_state ON pick (state, created);
        CREATE TABLE selection (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            recipient TEXT NOT NULL,
            name TEXT NOT NULL,
            permit TEXT NOT NULL,
            task TEXT NOT NULL,
            search TEXT NOT NULL,
            saved TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX selection_user ON selection (user, name);
        """;
}
