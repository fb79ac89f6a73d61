namespace Muutostieto.Register.Sqlite;

/// <summary>What an append says to SQLite, prepared once for a transaction.</summary>
internal sealed class AppendStatements(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement _personOf = database.Prepare(SqliteSchema.PersonOf);
    private readonly SqliteStatement _current = database.Prepare(SqliteSchema.VersionAt);
    private readonly SqliteStatement _person = database.Prepare("INSERT INTO person DEFAULT VALUES");
    private readonly SqliteStatement _code = database.Prepare("INSERT INTO identity_code(code, person, active) VALUES (?1, ?2, ?3)");
    private readonly SqliteStatement _active = database.Prepare("UPDATE identity_code SET active = ?2 WHERE code = ?1");
    private readonly SqliteStatement _close = database.Prepare("UPDATE version SET to_key = ?2 WHERE person = ?1 AND to_key IS NULL");

    private readonly SqliteStatement _version = database.Prepare("""
        INSERT INTO version(person, from_key, code, municipality, alive, ban_end, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly SqliteStatement _entry = database.Prepare("""
        INSERT INTO journal(key, kind, person, event, registered, type, role, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public long? PersonOf(string code)
    {
        try
        {
            return _personOf.Bind(1, code).Step() ? _personOf.Number(0) : null;
        }
        finally
        {
            _personOf.Reset();
        }
    }

    public PersonVersion? Current(long person, JournalKey latest)
    {
        try
        {
            return _current.Bind(1, person).Bind(2, latest.Value).Step() ? SqliteVersion.Read(_current) : null;
        }
        finally
        {
            _current.Reset();
        }
    }

    public long InsertPerson()
    {
        _person.Run();
        return database.LastInsertRowId;
    }

    public void InsertCode(string code, long person, bool active) =>
        _code.Bind(1, code).Bind(2, person).Bind(3, active ? 1 : 0).Run();

    public void SetActive(string code, bool active) => _active.Bind(1, code).Bind(2, active ? 1 : 0).Run();

    public void CloseVersion(long person, JournalKey key) => _close.Bind(1, person).Bind(2, key.Value).Run();

    public void InsertVersion(long person, JournalKey key, NewVersion version) => _version
        .Bind(1, person)
        .Bind(2, key.Value)
        .Bind(3, version.IdentityCode)
        .Bind(4, version.Municipality)
        .Bind(5, version.Alive ? 1 : 0)
        .Bind(6, version.NonDisclosureEnd)
        .Bind(7, version.Document.Span)
        .Run();

    public void InsertEntry(JournalKey key, long person, NewEntry entry) => _entry
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
        _personOf.Dispose();
        _current.Dispose();
        _person.Dispose();
        _code.Dispose();
        _active.Dispose();
        _close.Dispose();
        _version.Dispose();
        _entry.Dispose();
    }
}
