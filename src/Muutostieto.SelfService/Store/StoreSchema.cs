using System.Data.Common;
using System.Globalization;

namespace Muutostieto.SelfService.Store;

/// <summary>The store's tables: numbered scripts that only ever go forward. What was released is never edited.</summary>
internal static class StoreSchema
{
    /// <summary>"MtSs": distinguishes the store from any other SQLite file.</summary>
    internal const long ApplicationId = 0x4D745373;

    /// <summary>The first is version 1.</summary>
    internal static readonly IReadOnlyList<string> Scripts =
    [
        FirstVersion + ResidentTables.FirstVersion,
        Applications.MatterSchema.SecondScript,
        Contacts.ContactSchema.ThirdScript,
        Applications.MatterSchema.FourthScript,
        FifthScript,
    ];

    private const string FirstVersion = """
        CREATE TABLE session (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            ticket BLOB NOT NULL,
            began TEXT NOT NULL,
            seen TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_user ON session (user);
        CREATE TABLE submission (
            id TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            at TEXT NOT NULL,
            place TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX submission_at ON submission (at);

        """ + Applications.MatterSchema.Script + Contacts.ContactSchema.Script;

    /// <summary>
    /// Since version 5: no column has the name of a function of PostgreSQL; and which worker counts or lists a pick, and until when.
    /// </summary>
    private const string FifthScript = """
        ALTER TABLE session RENAME COLUMN user TO user_id;
        ALTER TABLE submission RENAME COLUMN user TO user_id;
        ALTER TABLE writer RENAME COLUMN user TO user_id;
        ALTER TABLE upload RENAME COLUMN user TO user_id;
        ALTER TABLE pick RENAME COLUMN user TO user_id;
        ALTER TABLE selection RENAME COLUMN user TO user_id;
        ALTER TABLE pick ADD COLUMN claim TEXT NOT NULL DEFAULT '';
        ALTER TABLE pick ADD COLUMN claimed_until TEXT;

        """;

    internal static int Version => Scripts.Count;

    /// <summary>Brings an open store up to this program's version.</summary>
    /// <exception cref="Records.MuutostietoException">It is of another kind, or newer.</exception>
    internal static void Ensure(DbConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        var (id, version) = (Number(transaction, "PRAGMA application_id"), Number(transaction, "PRAGMA user_version"));
        var isNew = id == 0 && version == 0 && Number(transaction, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && id != ApplicationId)
        {
            throw StoreErrors.Foreign(path);
        }

        if (version > Version)
        {
            throw StoreErrors.Newer(path, version, Version);
        }

        foreach (var script in Scripts.Skip((int)version))
        {
            Execute(transaction, script);
        }

        Execute(transaction, FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};"));
        transaction.Commit();
    }

    private static long Number(DbTransaction transaction, string sql)
    {
        using var command = NewCommand(transaction, sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(DbTransaction transaction, string sql)
    {
        using var command = NewCommand(transaction, sql);
        _ = command.ExecuteNonQuery();
    }

    private static DbCommand NewCommand(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        return command;
    }
}
