using Microsoft.Data.Sqlite;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger's tables, made on first use.</summary>
internal static partial class LedgerSchema
{
    // "MtLg": distinguishes a ledger from any other SQLite file, a register above all.
    public const int ApplicationId = 0x4D744C67;

    private const string Tables = """
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            permit TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('base', 'changes')),
            number INTEGER NOT NULL CHECK (number >= 1),
            occurrence TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'composed', 'published', 'received', 'overdue', 'withdrawn')),
            planned TEXT NOT NULL,
            window_from INTEGER,
            window_to INTEGER NOT NULL,
            predecessor INTEGER REFERENCES delivery (id),
            predecessor_sha256 TEXT,
            terms TEXT NOT NULL,
            terms_digest TEXT NOT NULL,
            catalog_digest TEXT NOT NULL,
            persons INTEGER NOT NULL DEFAULT 0,
            records INTEGER NOT NULL DEFAULT 0,
            transliterated INTEGER NOT NULL DEFAULT 0,
            shortened INTEGER NOT NULL DEFAULT 0,
            composed TEXT,
            published TEXT,
            place TEXT,
            received TEXT,
            withdrawn TEXT,
            reason TEXT,
            UNIQUE (permit, kind, number),
            UNIQUE (permit, kind, occurrence),
            CHECK ((kind = 'base') = (window_from IS NULL)),
            CHECK ((kind = 'base') = (predecessor IS NULL)),
            CHECK (window_from <= window_to)
        ) STRICT;
        CREATE INDEX delivery_predecessor ON delivery (predecessor);
        CREATE TABLE file (
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            records INTEGER CHECK (records >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            PRIMARY KEY (delivery, position),
            UNIQUE (delivery, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER delivery_is_never_removed BEFORE DELETE ON delivery
            BEGIN SELECT RAISE(ABORT, 'a delivery is never removed from the ledger'); END;
        CREATE TRIGGER delivery_keeps_its_plan
            BEFORE UPDATE OF permit, kind, number, occurrence, planned, window_from, window_to, predecessor, predecessor_sha256, terms,
                terms_digest, catalog_digest ON delivery
            BEGIN SELECT RAISE(ABORT, 'what was planned of a delivery does not change'); END;
        CREATE TRIGGER file_is_never_removed BEFORE DELETE ON file
            BEGIN SELECT RAISE(ABORT, 'a file is never removed from the ledger'); END;
        CREATE TRIGGER file_never_changes BEFORE UPDATE ON file
            BEGIN SELECT RAISE(ABORT, 'a file in the ledger does not change'); END;
        """;

    // What recipients did with their deliveries, and when these left drop and outbox.
    private const string AddedInVersion2 = """
        ALTER TABLE delivery ADD COLUMN redelivered TEXT;
        ALTER TABLE delivery ADD COLUMN drop_cleared TEXT;
        ALTER TABLE delivery ADD COLUMN outbox_cleared TEXT;
        CREATE TABLE receipt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            source TEXT NOT NULL CHECK (source IN ('accepted', 'refused', 'unclear', 'manifest-removed', 'downloaded')),
            at TEXT NOT NULL,
            seen TEXT NOT NULL,
            reason TEXT,
            file TEXT,
            mark TEXT NOT NULL,
            UNIQUE (delivery, mark)
        ) STRICT;
        CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
            BEGIN SELECT RAISE(ABORT, 'a receipt is never removed from the ledger'); END;
        CREATE TRIGGER receipt_never_changes BEFORE UPDATE ON receipt
            BEGIN SELECT RAISE(ABORT, 'a receipt in the ledger does not change'); END;
        """;

    // Which register the keys are of, and the layouts that deliveries were planned with.
    private const string AddedInVersion3 = """
        ALTER TABLE delivery ADD COLUMN register_mark TEXT;
        CREATE TRIGGER delivery_keeps_its_register BEFORE UPDATE OF register_mark ON delivery
            BEGIN SELECT RAISE(ABORT, 'what was planned of a delivery does not change'); END;
        CREATE TABLE layouts (
            digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
            content BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER layouts_are_never_removed BEFORE DELETE ON layouts
            BEGIN SELECT RAISE(ABORT, 'layouts that a delivery was planned with are kept'); END;
        CREATE TRIGGER layouts_never_change BEFORE UPDATE ON layouts
            BEGIN SELECT RAISE(ABORT, 'layouts that a delivery was planned with do not change'); END;
        """;

    // Which municipalities a recipient wants to have in full, and the delivery that took each.
    private const string Repairs = """
        CREATE TABLE repair (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            permit TEXT NOT NULL,
            municipality TEXT NOT NULL CHECK (length(municipality) = 3),
            requested TEXT NOT NULL,
            delivery INTEGER REFERENCES delivery (id)
        ) STRICT;
        CREATE INDEX repair_permit ON repair (permit);
        CREATE TRIGGER repair_is_never_removed BEFORE DELETE ON repair
            BEGIN SELECT RAISE(ABORT, 'a repair is never removed from the ledger'); END;
        """;

    // The entry in the audit chain; deliveries composed before have none.
    private const string AuditEntries = """
        ALTER TABLE delivery ADD COLUMN audit_sequence INTEGER;
        ALTER TABLE delivery ADD COLUMN audit_head TEXT CHECK (length(audit_head) = 64);
        CREATE TRIGGER delivery_keeps_its_audit BEFORE UPDATE OF audit_sequence, audit_head ON delivery WHEN OLD.audit_head IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'the audit entry of a delivery does not change'); END;
        """;

    // Since when a delivery's files may be visible in its drop.
    private const string PublishingSince = "ALTER TABLE delivery ADD COLUMN handing_over TEXT;";

    // The manifest's signature, so that a delivery composed again has it although its key is gone; deliveries composed before have none.
    private const string Signatures = """
        ALTER TABLE delivery ADD COLUMN signature TEXT;
        CREATE TRIGGER delivery_keeps_its_signature BEFORE UPDATE OF signature ON delivery WHEN OLD.composed IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'the signature of a delivery does not change'); END;
        """;

    // A chain may begin at a key of the interface: changes without a predecessor. This is how SQLite takes a constraint away; RESET has the
    // schema read again.
    private const string ChainsFromKeys = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
            SET sql = replace(sql, 'CHECK ((kind = ''base'') = (predecessor IS NULL))', 'CHECK (kind = ''changes'' OR predecessor IS NULL)')
            WHERE type = 'table' AND name = 'delivery';
        PRAGMA writable_schema = RESET;
        """;

    // Extracts: of a state as a base is, and in no chain.
    private const string Extracts = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
            SET sql = replace(replace(sql,
                'CHECK (kind IN (''base'', ''changes''))', 'CHECK (kind IN (''base'', ''changes'', ''extract''))'),
                'CHECK ((kind = ''base'') = (window_from IS NULL))', 'CHECK ((kind = ''changes'') = (window_from IS NOT NULL))')
            WHERE type = 'table' AND name = 'delivery';
        PRAGMA writable_schema = RESET;
        """;

    // How the rows of an update came out, with the true reasons, for operators; and the customers' files that were uploaded.
    private const string Updates = """
        CREATE TABLE update_outcome (
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 11),
            method TEXT NOT NULL,
            rows INTEGER NOT NULL CHECK (rows > 0),
            PRIMARY KEY (delivery, outcome, method)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER update_outcome_is_never_removed BEFORE DELETE ON update_outcome
            BEGIN SELECT RAISE(ABORT, 'an outcome of an update is never removed from the ledger'); END;
        CREATE TRIGGER update_outcome_never_changes BEFORE UPDATE ON update_outcome
            BEGIN SELECT RAISE(ABORT, 'an outcome of an update does not change'); END;
        CREATE TABLE update_upload (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            permit TEXT NOT NULL,
            ordered TEXT NOT NULL,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            taken TEXT NOT NULL,
            rows INTEGER NOT NULL CHECK (rows >= 0),
            number INTEGER,
            refusal TEXT,
            answered TEXT,
            UNIQUE (permit, name, sha256),
            CHECK ((number IS NULL) = (refusal IS NOT NULL))
        ) STRICT;
        CREATE TRIGGER update_upload_is_never_removed BEFORE DELETE ON update_upload
            BEGIN SELECT RAISE(ABORT, 'an upload is never removed from the ledger'); END;
        CREATE TRIGGER update_upload_never_changes
            BEFORE UPDATE OF permit, ordered, name, sha256, bytes, taken, rows, number, refusal ON update_upload
            BEGIN SELECT RAISE(ABORT, 'an upload in the ledger does not change'); END;
        """;

    // Results that took the place of withdrawn ones.
    private const string UpdateRenewals = """
        CREATE TABLE update_renewal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            upload INTEGER NOT NULL REFERENCES update_upload (id),
            number INTEGER,
            refusal TEXT,
            renewed TEXT NOT NULL,
            answered TEXT,
            CHECK ((number IS NULL) = (refusal IS NOT NULL))
        ) STRICT;
        CREATE INDEX update_renewal_of_upload ON update_renewal (upload);
        CREATE TRIGGER update_renewal_is_never_removed BEFORE DELETE ON update_renewal
            BEGIN SELECT RAISE(ABORT, 'a renewal is never removed from the ledger'); END;
        CREATE TRIGGER update_renewal_never_changes BEFORE UPDATE OF upload, number, refusal, renewed ON update_renewal
            BEGIN SELECT RAISE(ABORT, 'a renewal in the ledger does not change'); END;
        """;

    /// <summary>What each version added, the first one first: an older ledger gets what it lacks when it is first opened.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        Tables,
        AddedInVersion2,
        AddedInVersion3,
        Repairs,
        AuditEntries,
        AddedForLists,
        PublishingSince,
        ListMembers,
        Signatures,
        ChainsFromKeys,
        Extracts,
        Updates,
        UpdateRenewals,
    ];

    public static int Version => Steps.Count;

    /// <exception cref="MuutostietoException">The file is no ledger, or one of another version.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        if (Check(connection, path) == Version)
        {
            return;
        }

        // Looked at again inside the writing transaction: two first runs at once make one ledger.
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var step in Steps.Skip(Check(connection, path)))
        {
            Execute(connection, step);
        }

        Execute(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        transaction.Commit();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // Constant texts of this assembly only; nothing of a user or a file is in them.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // The ledger's version; 0: empty, to be made.
    public static int Check(SqliteConnection connection, string path)
    {
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        var empty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application == 0 && version == 0 && empty)
        {
            return 0;
        }

        if (application != ApplicationId)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: this SQLite file is not a ledger. Give the ledger a file of its own: Ledger.path in appsettings.json.");
        }

        if (version < 1 || version > Version)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: the ledger has version {version}, this program expects {Version}. Run the version of the program that wrote it, "
                    + "or convert the ledger as the release notes say.");
        }

        return (int)version;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // Constant texts of this class only.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
