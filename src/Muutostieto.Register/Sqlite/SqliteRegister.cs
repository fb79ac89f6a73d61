using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Register.Sql;
using Muutostieto.Sqlite;
using SQLitePCL;

namespace Muutostieto.Register.Sqlite;

/// <summary>A register in one SQLite file (beside it, while in use, SQLite's own <c>-wal</c> and <c>-shm</c>).</summary>
public static class SqliteRegister
{
    /// <summary>Default time to wait for a lock: 10 seconds.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Begins a new register. It is written under a name of its own, <c>PATH.partial</c>, and gets its name in
    /// <see cref="IRegisterLoader.Complete"/>;
    /// what a killed program left is cleared away by the next one. The folder is made if need be.
    /// </summary>
    /// <exception cref="Records.MuutostietoException">Usage: there is a file already. Transient: another process is creating
    /// it.</exception>
    public static IRegisterLoader Create(string path, RegisterOrigin origin, TimeProvider clock) =>
        SqliteRegisterLoader.Begin(path, origin, clock.GetUtcNow());

    /// <summary>Begins a new register that is filled by entries, under the name <c>PATH.SUFFIX</c>, and then moved to its place.</summary>
    /// <exception cref="Records.MuutostietoException">Transient: another process is creating it.</exception>
    public static IPendingRegister CreatePending(string path, string suffix, RegisterOrigin origin, TimeProvider clock) =>
        new SqlitePendingRegister(path, suffix, origin, clock);

    /// <summary>Opens a register for reading, also one of an older version; the file is never written to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wait">How long a locked register is waited for; null: <see cref="DefaultWait"/>.</param>
    /// <param name="cacheKilobytes">Memory for pages of the file. A merge over all the country's municipalities keeps three pages of each
    /// at hand; a reader of single persons, one of many at a time, needs little.</param>
    /// <exception cref="Records.MuutostietoException">Usage: it is missing, no register, or of a schema version that this program does not
    /// read.</exception>
    public static IRegister OpenRead(string path, TimeSpan? wait = null, int cacheKilobytes = 16_384)
    {
        var pragmas = FormattableString.Invariant($"{SqliteSchema.ReaderPragmas} PRAGMA cache_size = -{cacheKilobytes};");
        var open = () => Open(path, raw.SQLITE_OPEN_READONLY, pragmas, wait ?? DefaultWait);
        return new SqliteRegisterReader(new SqliteSession(open()), open);
    }

    /// <summary>Opens a register for appending; one of an older version is converted first.</summary>
    /// <exception cref="Records.MuutostietoException">Usage: it is missing, no register, or of a schema version that this program does not
    /// read.</exception>
    public static IRegisterWriter OpenWrite(string path, TimeSpan? wait = null)
    {
        var database = Open(
            path,
            raw.SQLITE_OPEN_READWRITE,
            SqliteSchema.WriterPragmas + SqliteSchema.ProtectionIndexes,
            wait ?? DefaultWait);
        try
        {
            SqliteMigration.Run(database);
            return new SqlRegisterWriter(new SqliteSession(database));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static SqliteDatabase Open(string path, int flags, string pragmas, TimeSpan wait)
    {
        if (!Presence.IsThere(new FileSystem(), path))
        {
            throw SqliteFailure.Missing(path);
        }

        var database = SqliteDatabase.Open(path, flags, wait, (result, message) => SqliteFailure.Of(path, result, message));
        try
        {
            if (database.Number("PRAGMA application_id") != SqliteSchema.ApplicationId)
            {
                throw SqliteFailure.NotARegister(path);
            }

            var version = database.Number("PRAGMA user_version");
            if (version is < SqliteSchema.OldestVersion or > SqliteSchema.Version)
            {
                throw SqliteFailure.OtherVersion(path, version);
            }

            if (version < SqliteMigration.WithSharedCodes && (flags & raw.SQLITE_OPEN_READWRITE) == 0)
            {
                database.Execute(SqliteMigration.CodesAsIfConverted);
            }

            if (version < SqliteMigration.WithBuildings && (flags & raw.SQLITE_OPEN_READWRITE) == 0)
            {
                database.Execute(SqliteBuildingSchema.NoneYet);
            }

            database.Execute(pragmas);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
