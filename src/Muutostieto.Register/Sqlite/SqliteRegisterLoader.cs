using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register.Buildings;
using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.Register.Sqlite;

/// <summary>
/// Writes a new register beside its place and moves it there when it is whole. No reader sees it before that and a crash loses no committed
/// data, so SQLite runs without a rollback journal and without fsync until the end.
/// </summary>
internal sealed class SqliteRegisterLoader : IRegisterLoader
{
    private const long LoadKey = 1;

    private readonly string path;
    private readonly string partial;
    private readonly CreationLock creationLock;
    private readonly SqliteDatabase database;
    private readonly ISqlStatement insertPerson;
    private readonly ISqlStatement insertVersion;
    private readonly ISqlStatement insertFormerCode;
    private readonly ISqlStatement collectName;
    private readonly SqliteBuildingLoader buildings;
    private long persons;
    private bool over;

    private SqliteRegisterLoader(string path, string partial, CreationLock creationLock, SqliteDatabase database)
    {
        this.path = path;
        this.partial = partial;
        this.creationLock = creationLock;
        this.database = database;
        var session = new SqliteSession(database);
        insertPerson = session.Prepare("INSERT INTO person(id) VALUES (?1)");
        insertVersion = session.Prepare("""
            INSERT INTO version(id, person, from_key, code, municipality, alive, ban_end, document, born, sex, mother_tongue, postal_code)
            VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """);
        buildings = new SqliteBuildingLoader(database, path, new JournalKey(LoadKey));
        insertFormerCode = session.Prepare("INSERT INTO temp.former_code(code, person) VALUES (?1, ?2)");
        collectName = session.Prepare(SqliteSchema.CollectName);
    }

    public static SqliteRegisterLoader Begin(string path, RegisterOrigin origin, DateTimeOffset created)
    {
        MakeFolder(path);
        var creationLock = CreationLock.Take(path);
        SqliteDatabase? database = null;
        try
        {
            if (File.Exists(path))
            {
                throw SqliteFailure.Exists(path);
            }

            var partial = path + ".partial";
            File.Delete(partial);
            PrivateFile.Ensure(new FileSystem(), partial);
            database = SqliteDatabase.Open(partial, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, TimeSpan.Zero, (result, message) =>
                SqliteFailure.Of(partial, result, message));
            database.Execute(SqliteSchema.FilePragmas);
            database.Execute(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;");
            database.Execute($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = {SqliteSchema.Version};");
            database.Execute("BEGIN");
            database.Execute(SqliteSchema.Tables);
            database.Execute(SqliteSchema.Feed + SqliteSchema.Names + SqliteSchema.CollectedNames);
            database.Execute(SqliteBuildingSchema.Tables);
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
        ObjectDisposedException.ThrowIf(over, this);
        person.Validate();
        if (person.PersonId is not null || person.MergedPersons.Count > 0)
        {
            throw new ArgumentException("A new register numbers its persons itself, and none of them can merge.", nameof(person));
        }

        var id = ++persons;
        insertPerson.Bind(1, id).Run();
        insertVersion
            .Bind(1, id)
            .Bind(2, LoadKey)
            .BindText(3, person.IdentityCode)
            .BindText(4, person.Municipality)
            .Bind(5, person.Alive ? 1 : 0)
            .BindText(6, person.NonDisclosureEnd)
            .BindBlob(7, person.Document.Span);
        FactColumns.Bind(insertVersion, 8, FactColumns.Of(person)).Run();
        NameRows.Enter(collectName, id, person);
        foreach (var code in person.FormerCodes.Distinct(StringComparer.Ordinal))
        {
            if (code != person.IdentityCode)
            {
                insertFormerCode.BindText(1, code).Bind(2, id).Run();
            }
        }

        return id;
    }

    public long AddBuilding(NewBuildingVersion building)
    {
        ObjectDisposedException.ThrowIf(over, this);
        return buildings.Add(building);
    }

    public void Complete()
    {
        ObjectDisposedException.ThrowIf(over, this);
        database.Execute(SqliteSchema.ScanIndex);
        EnterCodes();
        collectName.Dispose();
        database.Execute(SqliteSchema.EnterNames);
        database.Execute(SqliteSchema.ProtectionIndexes);
        buildings.Complete();
        if (persons + buildings.Count > 0)
        {
            database.Execute($"""
                INSERT INTO journal(key, kind, event, registered, type, role, record)
                VALUES ({LoadKey}, {(int)JournalEntryKind.Load}, '', '', '', '', x'')
                """);
        }

        database.Execute(SqliteSchema.Guards + SqliteBuildingSchema.Guards);
        database.Execute("COMMIT");
        database.Execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
        CloseDatabase();
        TakeName();
        over = true;
        creationLock.Dispose();
    }

    public void Dispose()
    {
        if (over)
        {
            return;
        }

        over = true;
        CloseDatabase();
        File.Delete(partial);
        File.Delete(partial + "-wal");
        File.Delete(partial + "-shm");
        creationLock.Dispose();
    }

    /// <summary>
    /// In one sorted pass, which is many times faster than person by person; a load's person ids are its version ids, so the scan index has
    /// both columns.
    /// </summary>
    private void EnterCodes()
    {
        try
        {
            database.Execute($"""
                INSERT INTO identity_code(code, person, since_key, active)
                SELECT code, id, {LoadKey}, 1 FROM version INDEXED BY version_scan UNION ALL SELECT code, person, {LoadKey}, 0
                    FROM temp.former_code ORDER BY 1, 2
                """);
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Integrity)
        {
            throw RegisterFailure.SharedCode(path);
        }

        if (database.Number(
                "SELECT EXISTS (SELECT 1 FROM temp.former_code former JOIN identity_code code ON code.code = former.code AND code.active = "
                    + "1)"
            ) == 1)
        {
            throw RegisterFailure.SharedCode(path);
        }
    }

    private static void MakeFolder(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                PrivateFile.CreateFolder(new FileSystem(), folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailure.Of(path, raw.SQLITE_CANTOPEN, failure.Message);
        }
    }

    private static void Describe(SqliteDatabase database, RegisterOrigin origin, DateTimeOffset created)
    {
        using var row = database.Prepare("INSERT INTO register(id, kind, note, seed, created) VALUES (1, ?1, ?2, ?3, ?4)");
        row.Bind(1, (long)origin.Kind)
            .BindText(2, origin.Note)
            .Bind(3, origin.Seed)
            .BindText(4, created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Run();

        // Real persons come from a feed alone.
        database.Execute($"INSERT INTO feed(id, fed) VALUES (1, {(origin.Kind == RegisterKind.Production ? 1 : 0)})");
    }

    /// <summary>
    /// The bytes reach the disk before the name does. Should a power cut lose the name itself, there is no register, as if the creation had
    /// not been.
    /// </summary>
    private void TakeName()
    {
        using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: false);
    }

    private void CloseDatabase()
    {
        insertPerson.Dispose();
        insertVersion.Dispose();
        insertFormerCode.Dispose();
        collectName.Dispose();
        buildings.Dispose();
        database.Dispose();
    }
}
