using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// What <see cref="ILedger"/> does within one transaction, in the SQL that all its databases know: parameters begin with @, an unused
/// parameter's type is cast, the order of text is the table's.
/// </summary>
internal sealed partial class LedgerSession(DbConnection connection, string place, WorkClaim? claim = null)
{
    internal Delivery Plan(DeliveryPlan plan)
    {
        RequireClaimed(plan.Permit);
        if (FindOccurrence(plan.Permit, plan.Kind, plan.Occurrence) is { } existing)
        {
            return existing;
        }

        var head = Head(plan.Permit);
        CheckChain(plan, head);
        var id = Insert(plan.ListMerged is { } merged ? WithList(plan, merged) : plan, head);
        TakeRepairs(id, plan.Permit, plan.Repairs);
        if (claim is not null)
        {
            Set(id, "state = 'planned'");
        }

        return Get(id);
    }

    internal void KeepLayouts(string digest, byte[] content) =>
        Execute(
            "INSERT INTO layouts (digest, content) VALUES (@digest, @content) ON CONFLICT DO NOTHING",
            ("@digest", digest),
            ("@content", content));

    internal byte[]? FindLayouts(string digest)
    {
        using var command = LedgerRows.Command(connection, "SELECT content FROM layouts WHERE digest = @digest", ("@digest", digest));
        return command.ExecuteScalar() as byte[];
    }

    internal Delivery? Find(DeliveryKey key) =>
        FirstOrNull(
            "WHERE d.permit = @permit AND d.kind = @kind AND d.number = @number",
            ("@permit", key.Permit),
            ("@kind", key.Kind),
            ("@number", key.Number));

    internal Delivery? FindOccurrence(string permit, DeliveryKind kind, string occurrence) =>
        FirstOrNull(
            "WHERE d.permit = @permit AND d.kind = @kind AND d.occurrence = @occurrence",
            ("@permit", permit),
            ("@kind", kind.WireName()),
            ("@occurrence", occurrence));

    internal List<Delivery> List(DeliveryFilter? filter) =>
        LedgerRows.Read(
            connection,
            """
            WHERE (CAST(@permit AS text) IS NULL OR d.permit = @permit) AND (CAST(@kind AS text) IS NULL OR d.kind = @kind)
                AND (CAST(@state AS text) IS NULL OR d.state = @state) ORDER BY d.id
            """,
            ("@permit", filter?.Permit),
            ("@kind", filter?.Kind?.WireName()),
            ("@state", filter?.State?.WireName()));

    internal Delivery? Latest(string permit, DeliveryKind kind) =>
        FirstOrNull(
            "WHERE d.permit = @permit AND d.kind = @kind AND d.state <> 'withdrawn' ORDER BY d.number DESC LIMIT 1",
            ("@permit", permit),
            ("@kind", kind.WireName()));

    internal Delivery? Head(string permit) =>
        FirstOrNull(
            "WHERE d.permit = @permit AND d.kind <> 'extract' AND d.state <> 'withdrawn' ORDER BY d.id DESC LIMIT 1",
            ("@permit", permit));

    internal List<Delivery> Unfinished() =>
        LedgerRows.Read(connection, "WHERE d.state IN ('planned', 'composed') ORDER BY d.id");

    internal bool IsUnused()
    {
        using var command = LedgerRows.Command(
            connection,
            """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM delivery) OR EXISTS (SELECT 1 FROM list_upload) OR EXISTS (SELECT 1 FROM update_upload)
                OR EXISTS (SELECT 1 FROM repair) THEN 1 ELSE 0 END
            """);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0;
    }

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
            connection,
            """
            INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_from, window_to, predecessor, predecessor_sha256,
                terms, terms_digest, catalog_digest, register_mark, list_from, list_to)
            VALUES (@permit, @kind, (SELECT coalesce(max(number), 0) + 1 FROM delivery WHERE permit = @permit AND kind = @kind),
                    @occurrence, 'planned', @planned, @from, @to, @predecessor, @sha256, @terms, @digest, @catalog, @mark,
                    @list_from, @list_to)
            RETURNING id
            """,
            ("@permit", plan.Permit),
            ("@kind", plan.Kind.WireName()),
            ("@occurrence", plan.Occurrence),
            ("@planned", LedgerRows.Text(plan.Planned)),
            ("@from", plan.Window.From),
            ("@to", plan.Window.To),
            ("@predecessor", plan.Predecessor is null ? null : head!.Id),
            ("@sha256", plan.Predecessor?.ManifestSha256),
            ("@terms", plan.Terms),
            ("@digest", DigestOf(plan.Terms)),
            ("@catalog", plan.CatalogDigest),
            ("@mark", plan.RegisterFingerprint),
            ("@list_from", plan.Window.ListFrom),
            ("@list_to", plan.Window.ListTo));
        return (long)command.ExecuteScalar()!;
    }

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
        Set(delivery.Id, "state = @state", ("@state", to.WireName()));
        return Get(delivery.Id);
    }

    private Delivery Get(long id) => FirstOrNull("WHERE d.id = @id", ("@id", id)) ?? throw LedgerErrors.Unknown(id);

    private Delivery? FirstOrNull(string rest, params (string Name, object? Value)[] parameters) =>
        LedgerRows.Read(connection, rest, parameters).FirstOrDefault();

    private void Set(long id, string assignments, params (string Name, object? Value)[] parameters)
    {
        if (claim is not null)
        {
            RequireClaimed(Get(id).Permit);
        }

        // The night writes beside the permits' own claims, which stay the ones that count.
        if (claim is null || !claim.IsOfPermit)
        {
            Execute($"UPDATE delivery SET {assignments} WHERE id = @id", [.. parameters, ("@id", id)]);
            return;
        }

        Execute($"UPDATE delivery SET {assignments}, token = @token WHERE id = @id", [.. parameters, ("@id", id), ("@token", claim.Token)]);
    }

    private void RequireClaimed(string permit)
    {
        if (claim is not null && !claim.Allows(permit))
        {
            throw new InvalidOperationException($"A worker that has claimed {claim.Work} writes to one of {permit}.");
        }
    }

    private void Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = LedgerRows.Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }
}
