namespace Muutostieto.Deliveries.Ledger;

/// <summary>Numbers whose deliveries were lost when the ledger was restored to an earlier time.</summary>
internal sealed partial class LedgerSession
{
    internal Delivery MarkLost(LostNumber lost, DateTimeOffset at)
    {
        var key = new Records.Manifests.DeliveryKey(lost.Permit, lost.Kind.WireName(), lost.Number);
        if (Find(key) is not { } known)
        {
            return Get(InsertLost(lost, at));
        }

        if (known.IsLost)
        {
            return known;
        }

        if (FirstOrNull("WHERE d.predecessor = @id AND d.state <> 'withdrawn' ORDER BY d.id", ("@id", known.Id)) is { } next)
        {
            throw LedgerErrors.Continued(known, next);
        }

        Set(
            known.Id,
            "state = 'withdrawn', withdrawn = coalesce(withdrawn, @at), reason = @reason",
            ("@at", LedgerRows.Text(at)),
            ("@reason", Delivery.LostReason));
        return Get(known.Id);
    }

    private long InsertLost(LostNumber lost, DateTimeOffset at)
    {
        using var command = LedgerRows.Command(
            connection,
            """
            INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_from, window_to, terms, terms_digest,
                catalog_digest, withdrawn, reason)
            VALUES (@permit, @kind, @number, @occurrence, 'withdrawn', @at, CAST(@from AS bigint), @to, @terms, @digest, @catalog, @at,
                @reason)
            RETURNING id
            """,
            ("@permit", lost.Permit),
            ("@kind", lost.Kind.WireName()),
            ("@number", lost.Number),
            ("@occurrence", FormattableString.Invariant($"lost {lost.Number}")),
            ("@at", LedgerRows.Text(at)),
            ("@from", lost.Kind == DeliveryKind.Changes ? lost.WindowTo : null),
            ("@to", lost.WindowTo),
            ("@terms", lost.Terms),
            ("@digest", DigestOf(lost.Terms)),
            ("@catalog", lost.CatalogDigest),
            ("@reason", Delivery.LostReason));
        return (long)command.ExecuteScalar()!;
    }
}
