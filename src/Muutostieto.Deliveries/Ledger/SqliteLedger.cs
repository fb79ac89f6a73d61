using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger in a SQLite file of its own, beside the register's: a register may be made anew, the ledger never.</summary>
public sealed partial class SqliteLedger : ILedger, IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly string path;

    private SqliteLedger(SqliteConnection connection, string path) => (this.connection, this.path) = (connection, path);

    /// <summary>Opens the ledger, and makes it and its folder when they are not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busySeconds">How long a locked ledger is waited for. Default 10.</param>
    public static SqliteLedger Open(string path, int busySeconds = 10)
    {
        var full = Path.GetFullPath(path);
        // Without a pool the file is let go of when the ledger is disposed of.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = full,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = busySeconds,
        }.ToString());
        try
        {
            var files = new FileSystem();
            NewFolder.Make(files, Path.GetDirectoryName(full)!, "Ledger.path");
            PrivateFile.Ensure(files, full);
            connection.Open();
            LedgerSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            LedgerSchema.Ensure(connection, full);
            return new SqliteLedger(connection, full);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw LedgerErrors.Of(full, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{full}: the ledger's folder cannot be made. Give the program's user the right to write there.",
                e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ledger for reading alone: nothing is made, converted or locked. What would change it fails.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null when it is empty or of an older version, which the next run converts.</returns>
    /// <exception cref="MuutostietoException">It is damaged, no ledger or of a later version.</exception>
    public static SqliteLedger? OpenRead(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString());
        SqliteLedger? opened = null;
        try
        {
            connection.Open();
            return opened = LedgerSchema.Check(connection, path) == LedgerSchema.Version ? new SqliteLedger(connection, path) : null;
        }
        catch (SqliteException e)
        {
            throw LedgerErrors.Of(path, e);
        }
        finally
        {
            if (opened is null)
            {
                connection.Dispose();
            }
        }
    }

    public Delivery Plan(DeliveryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if ((plan.Kind == DeliveryKind.Changes) != (plan.Window.From is not null)
            || (plan.Kind != DeliveryKind.Changes && plan.Predecessor is not null))
        {
            throw new ArgumentException(
                "Base and extract have neither a window's beginning nor a predecessor, a change delivery has a window's beginning.",
                nameof(plan));
        }

        return Write(() =>
        {
            if (FirstOrNull("WHERE d.permit = $permit AND d.kind = $kind AND d.occurrence = $occurrence",
                ("$permit", plan.Permit), ("$kind", plan.Kind.WireName()), ("$occurrence", plan.Occurrence)) is { } existing)
            {
                return existing;
            }

            var head = ReadHead(plan.Permit);
            CheckChain(plan, head);
            var id = Insert(plan.ListMerged is { } merged ? WithList(plan, merged) : plan, head);
            TakeRepairs(id, plan.Permit, plan.Repairs);
            return Get(id);
        });
    }

    public void KeepLayouts(string digest, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        _ = Write(() =>
        {
            Execute(
                "INSERT INTO layouts (digest, content) VALUES ($digest, $content) ON CONFLICT DO NOTHING",
                ("$digest", digest),
                ("$content", bytes));
            return true;
        });
    }

    public byte[]? FindLayouts(string digest) =>
        Read(() =>
        {
            using var command = LedgerRows.Command(
                this.connection,
                "SELECT content FROM layouts WHERE digest = $digest",
                ("$digest", digest));
            return command.ExecuteScalar() as byte[];
        });

    public Delivery? Find(DeliveryKey key) =>
        Read(() =>
            FirstOrNull(
                "WHERE d.permit = $permit AND d.kind = $kind AND d.number = $number",
                ("$permit", key.Permit),
                ("$kind", key.Kind),
                ("$number", key.Number)));

    public Delivery? FindOccurrence(string permit, DeliveryKind kind, string occurrence) =>
        Read(() =>
            FirstOrNull(
                "WHERE d.permit = $permit AND d.kind = $kind AND d.occurrence = $occurrence",
                ("$permit", permit),
                ("$kind", kind.WireName()),
                ("$occurrence", occurrence)));

    public IReadOnlyList<Delivery> List(DeliveryFilter? filter = null) =>
        Read(() =>
            LedgerRows.Read(
                this.connection,
                "WHERE ($permit IS NULL OR d.permit = $permit) AND ($kind IS NULL OR d.kind = $kind) AND ($state IS NULL OR d.state = "
                    + "$state) ORDER BY d.id",
                ("$permit", filter?.Permit),
                ("$kind", filter?.Kind?.WireName()),
                ("$state", filter?.State?.WireName())));

    public Delivery? Latest(string permit, DeliveryKind kind) =>
        Read(() =>
            FirstOrNull(
                "WHERE d.permit = $permit AND d.kind = $kind AND d.state <> 'withdrawn' ORDER BY d.number DESC LIMIT 1",
                ("$permit", permit),
                ("$kind", kind.WireName())));

    public Delivery? Head(string permit) => Read(() => ReadHead(permit));

    public IReadOnlyList<Delivery> Unfinished() =>
        Read(() => LedgerRows.Read(this.connection, "WHERE d.state IN ('planned', 'composed') ORDER BY d.id"));

    public void Dispose() => this.connection.Dispose();

    private static void CheckChain(DeliveryPlan plan, Delivery? head)
    {
        if (plan.Kind == DeliveryKind.Extract)
        {
            return;
        }

        if (head is not null && plan.Window.To < head.Window.To)
        {
            throw LedgerErrors.Behind(plan, head);
        }

        if (plan is { Kind: DeliveryKind.Changes, Predecessor: not null }
            && (plan.Predecessor != head?.AsPredecessor()
                || plan.Window.From != head?.Window.To
                || plan.Window.ListFrom != head?.Window.ListTo))
        {
            throw LedgerErrors.Moved(plan);
        }

        if (plan is { Kind: DeliveryKind.Changes, Predecessor: null } && head?.Id != plan.Replaces)
        {
            throw LedgerErrors.Moved(plan);
        }
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private long Insert(DeliveryPlan plan, Delivery? head)
    {
        using var command = LedgerRows.Command(
            this.connection,
            """
            INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_from, window_to, predecessor, predecessor_sha256,
                terms, terms_digest, catalog_digest, register_mark, list_from, list_to)
            VALUES ($permit, $kind, (SELECT coalesce(max(number), 0) + 1 FROM delivery WHERE permit = $permit AND kind = $kind),
                    $occurrence, 'planned', $planned, $from, $to, $predecessor, $sha256, $terms, $digest, $catalog, $mark,
                    $listFrom, $listTo)
            RETURNING id
            """,
            ("$permit", plan.Permit),
            ("$kind", plan.Kind.WireName()),
            ("$occurrence", plan.Occurrence),
            ("$planned", LedgerRows.Text(plan.Planned)),
            ("$from", plan.Window.From),
            ("$to", plan.Window.To),
            ("$predecessor", plan.Predecessor is null ? null : head!.Id),
            ("$sha256", plan.Predecessor?.ManifestSha256),
            ("$terms", plan.Terms),
            ("$digest", DigestOf(plan.Terms)),
            ("$catalog", plan.CatalogDigest),
            ("$mark", plan.RegisterFingerprint),
            ("$listFrom", plan.Window.ListFrom),
            ("$listTo", plan.Window.ListTo));
        return (long)command.ExecuteScalar()!;
    }

    private Delivery Step(long id, DeliveryState to, Action<Delivery> ifPassed, Action change) =>
        Write(() => Move(Get(id), to, ifPassed, change));

    private Delivery Move(Delivery delivery, DeliveryState to, Action<Delivery> ifPassed, Action change)
    {
        if (delivery.State == to || delivery.State.HasPassed(to))
        {
            ifPassed(delivery);
            return delivery;
        }

        if (!delivery.State.Allows(to))
        {
            throw LedgerErrors.Illegal(delivery, to);
        }

        change();
        Set(delivery.Id, "state = $state", ("$state", to.WireName()));
        return Get(delivery.Id);
    }

    private Delivery? ReadHead(string permit) =>
        FirstOrNull(
            "WHERE d.permit = $permit AND d.kind <> 'extract' AND d.state <> 'withdrawn' ORDER BY d.id DESC LIMIT 1", ("$permit", permit));

    private Delivery Get(long id) => FirstOrNull("WHERE d.id = $id", ("$id", id)) ?? throw LedgerErrors.Unknown(id);

    private Delivery? FirstOrNull(string rest, params (string Name, object? Value)[] parameters) =>
        LedgerRows.Read(this.connection, rest, parameters).FirstOrDefault();

    private void Set(long id, string assignments, params (string Name, object? Value)[] parameters) =>
        Execute($"UPDATE delivery SET {assignments} WHERE id = $id", [.. parameters, ("$id", id)]);

    private void Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = LedgerRows.Command(this.connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    // Immediate: takes the write lock before the first read, so that what was read still holds at the write.
    private T Write<T>(Func<T> work) => InTransaction(work, deferred: false);

    private T Read<T>(Func<T> work) => InTransaction(work, deferred: true);

    private T InTransaction<T>(Func<T> work, bool deferred)
    {
        lock (gate)
        {
            try
            {
                using var transaction = this.connection.BeginTransaction(deferred);
                var result = work();
                transaction.Commit();
                return result;
            }
            catch (SqliteException e)
            {
                throw LedgerErrors.Of(this.path, e);
            }
        }
    }
}
