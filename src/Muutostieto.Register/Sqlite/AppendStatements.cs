namespace Muutostieto.Register.Sqlite;

/// <summary>What an append says to SQLite, prepared once for a transaction.</summary>
internal sealed class AppendStatements(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement personOf = database.Prepare(SqliteSchema.PersonOf);
    private readonly SqliteStatement current = database.Prepare(SqliteSchema.VersionAt);
    private readonly SqliteStatement heldFor = database.Prepare("SELECT s.id, s.at_key, s.record FROM held_code c JOIN held_statement s ON s.id = c.statement WHERE c.code = ?1");
    private readonly SqliteStatement insertPerson = database.Prepare("INSERT INTO person DEFAULT VALUES");
    private readonly SqliteStatement insertCode = database.Prepare("INSERT INTO identity_code(code, person, active) VALUES (?1, ?2, ?3)");
    private readonly SqliteStatement setActive = database.Prepare("UPDATE identity_code SET active = ?2 WHERE code = ?1");
    private readonly SqliteStatement noteCodes = database.Prepare("INSERT INTO code_before_merge(code, until_key, person) SELECT code, ?2, person FROM identity_code WHERE person = ?1");
    private readonly SqliteStatement moveCodes = database.Prepare("UPDATE identity_code SET person = ?2, active = 0 WHERE person = ?1");
    private readonly SqliteStatement closeVersion = database.Prepare("UPDATE version SET to_key = ?2 WHERE person = ?1 AND to_key IS NULL");

    private readonly SqliteStatement insertVersion = database.Prepare("""
        INSERT INTO version(person, from_key, code, municipality, alive, ban_end, merged_into, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly SqliteStatement insertEntry = database.Prepare("""
        INSERT INTO journal(key, kind, person, event, registered, type, role, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public long? PersonOf(string code)
    {
        try
        {
            return personOf.Bind(1, code).Step() ? personOf.Number(0) : null;
        }
        finally
        {
            personOf.Reset();
        }
    }

    public PersonVersion? Current(long person, JournalKey latest)
    {
        try
        {
            return current.Bind(1, person).Bind(2, latest.Value).Step() ? SqliteVersion.Read(current) : null;
        }
        finally
        {
            current.Reset();
        }
    }

    public IReadOnlyList<HeldStatement> HeldFor(IEnumerable<string> codes) => SqliteFeed.HeldFor(heldFor, codes);

    public long InsertPerson()
    {
        insertPerson.Run();
        return database.LastInsertRowId;
    }

    public void InsertCode(string code, long person, bool active) =>
        insertCode.Bind(1, code).Bind(2, person).Bind(3, active ? 1 : 0).Run();

    public void SetActive(string code, bool active) => setActive.Bind(1, code).Bind(2, active ? 1 : 0).Run();

    /// <summary>Gives all codes of one person to another, and keeps in mind whose they were before a key.</summary>
    public void MoveCodes(long from, long to, JournalKey key)
    {
        noteCodes.Bind(1, from).Bind(2, key.Value).Run();
        moveCodes.Bind(1, from).Bind(2, to).Run();
    }

    public void CloseVersion(long person, JournalKey key) => closeVersion.Bind(1, person).Bind(2, key.Value).Run();

    public void InsertVersion(long person, JournalKey key, NewVersion version, long? mergedInto = null) => insertVersion
        .Bind(1, person)
        .Bind(2, key.Value)
        .Bind(3, version.IdentityCode)
        .Bind(4, version.Municipality)
        .Bind(5, version.Alive ? 1 : 0)
        .Bind(6, version.NonDisclosureEnd)
        .Bind(7, mergedInto)
        .Bind(8, version.Document.Span)
        .Run();

    public void InsertEntry(JournalKey key, long person, NewEntry entry) => insertEntry
        .Bind(1, key.Value)
        .Bind(2, (long)JournalEntryKind.Record)
        .Bind(3, person)
        .Bind(4, entry.Event)
        .Bind(5, entry.RegistrationDay)
        .Bind(6, entry.Type)
        .Bind(7, entry.Role)
        .Bind(8, entry.Record.Span)
        .Run();

    public void Dispose()
    {
        personOf.Dispose();
        current.Dispose();
        heldFor.Dispose();
        insertPerson.Dispose();
        insertCode.Dispose();
        setActive.Dispose();
        noteCodes.Dispose();
        moveCodes.Dispose();
        closeVersion.Dispose();
        insertVersion.Dispose();
        insertEntry.Dispose();
    }
}
