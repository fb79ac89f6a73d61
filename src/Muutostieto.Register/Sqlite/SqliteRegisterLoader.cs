using System.Globalization;
using Muutostieto.Records;
using SQLitePCL;

namespace Muutostieto.Register.Sqlite;

/// <summary>
/// Writes a new register beside its place and moves it there when it is whole. While it is being written nobody else sees it and a crash
/// loses nothing that anybody had, so SQLite keeps no rollback journal and waits for no disk until the end.
/// </summary>
internal sealed class SqliteRegisterLoader : IRegisterLoader
{
    private const long LoadKey = 1;

    private readonly string _path;
    private readonly string _partial;
    private readonly CreationLock _lock;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _person;
    private readonly SqliteStatement _version;
    private readonly SqliteStatement _formerCode;
    private long _persons;
    private bool _over;

    private SqliteRegisterLoader(string path, string partial, CreationLock creationLock, SqliteDatabase database)
    {
        _path = path;
        _partial = partial;
        _lock = creationLock;
        _database = database;
        _person = database.Prepare("INSERT INTO person(id) VALUES (?1)");
        _version = database.Prepare("""
            INSERT INTO version(id, person, from_key, code, municipality, alive, ban_end, document) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
        _formerCode = database.Prepare("INSERT INTO temp.former_code(code, person) VALUES (?1, ?2)");
    }

    public static SqliteRegisterLoader Begin(string path, RegisterOrigin origin, DateTimeOffset created)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null) Directory.CreateDirectory(folder);
        var creationLock = CreationLock.Take(path);
        SqliteDatabase? database = null;
        try
        {
            if (File.Exists(path)) throw SqliteFailure.Exists(path);
            var partial = path + ".partial";
            File.Delete(partial);
            database = SqliteDatabase.Open(partial, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero);
            database.Execute(SqliteSchema.FilePragmas);
            database.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;");
            database.Execute($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = {SqliteSchema.Version};");
            database.Execute("BEGIN");
            database.Execute(SqliteSchema.Tables);
            database.Execute("CREATE TEMP TABLE former_code(code TEXT NOT NULL, person INTEGER NOT NULL)");
            Describe(database, origin, created);
            return new SqliteRegisterLoader(path, partial, creationLock, database);
        }
        catch
        {
            database?.Dispose();
            creationLock.Dispose();
            throw;
        }
    }

    public long Add(NewVersion person)
    {
        ObjectDisposedException.ThrowIf(_over, this);
        person.Validate();
        if (person.PersonId is not null) throw new ArgumentException("A new register numbers its persons itself.", nameof(person));
        var id = ++_persons;
        _person.Bind(1, id).Run();
        _version
            .Bind(1, id)
            .Bind(2, LoadKey)
            .Bind(3, person.IdentityCode)
            .Bind(4, person.Municipality)
            .Bind(5, person.Alive ? 1 : 0)
            .Bind(6, person.NonDisclosureEnd)
            .Bind(7, person.Document.Span)
            .Run();
        foreach (var code in person.FormerCodes.Distinct(StringComparer.Ordinal))
        {
            if (code != person.IdentityCode) _formerCode.Bind(1, code).Bind(2, id).Run();
        }

        return id;
    }

    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_over, this);
        _database.Execute(SqliteSchema.ScanIndex);
        EnterCodes();
        if (_persons > 0)
        {
            _database.Execute($"""
                INSERT INTO journal(key, kind, event, registered, type, role, record)
                VALUES ({LoadKey}, {(int)JournalEntryKind.Load}, '', '', '', '', x'')
                """);
        }

        _database.Execute(SqliteSchema.Guards);
        _database.Execute("COMMIT");
        _database.Execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
        CloseDatabase();
        TakeName();
        _over = true;
        _lock.Dispose();
    }

    public void Dispose()
    {
        if (_over) return;
        _over = true;
        CloseDatabase();
        File.Delete(_partial);
        File.Delete(_partial + "-wal");
        File.Delete(_partial + "-shm");
        _lock.Dispose();
    }

    /// <summary>In one sorted pass, which is many times faster than person by person; a load's person ids are its version ids, so the scan index has both columns.</summary>
    private void EnterCodes()
    {
        try
        {
            _database.Execute("""
                INSERT INTO identity_code(code, person, active)
                SELECT code, id, 1 FROM version INDEXED BY version_scan UNION ALL SELECT code, person, 0 FROM temp.former_code ORDER BY 1
                """);
        }
        catch (MuutostietoException failure) when (failure.ExitCode == ExitCode.Integrity)
        {
            throw SqliteFailure.SharedCode(_path);
        }
    }

    private static void Describe(SqliteDatabase database, RegisterOrigin origin, DateTimeOffset created)
    {
        using var row = database.Prepare("INSERT INTO register(id, kind, note, seed, created) VALUES (1, ?1, ?2, ?3, ?4)");
        row.Bind(1, (long)origin.Kind)
            .Bind(2, origin.Note)
            .Bind(3, origin.Seed)
            .Bind(4, created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Run();
    }

    /// <summary>
    /// The bytes reach the disk before the name does. Should a power cut lose the name itself, there is no register, as if the creation had not been.
    /// </summary>
    private void TakeName()
    {
        using (var file = new FileStream(_partial, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(_partial, _path, overwrite: false);
    }

    private void CloseDatabase()
    {
        _person.Dispose();
        _version.Dispose();
        _formerCode.Dispose();
        _database.Dispose();
    }
}
