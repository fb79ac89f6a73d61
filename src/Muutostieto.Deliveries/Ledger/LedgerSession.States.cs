using Muutostieto.Audit;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The states that a delivery passes through, each recorded with its time.</summary>
internal sealed partial class LedgerSession
{
    internal Delivery MarkComposed(
        long id, IReadOnlyList<DeliveryFile> files, DeliveryCounts counts, DateTimeOffset at, AuditHead? audit, string? signature) => Move(
        Get(id),
        DeliveryState.Composed,
        delivery =>
        {
            if (!delivery.Files.SequenceEqual(files))
            {
                throw LedgerErrors.Differs(delivery, "the composed files");
            }

            if (delivery.Counts != counts)
            {
                throw LedgerErrors.Differs(delivery, "the counts");
            }

            if (delivery.Audit != audit)
            {
                throw LedgerErrors.Differs(delivery, "number and hash in the audit chain");
            }

            if (delivery.Signature != signature)
            {
                throw LedgerErrors.Differs(delivery, "the signature");
            }
        },
        () =>
        {
            Set(
                id,
                "persons = @persons, records = @records, transliterated = @transliterated, shortened = @shortened, composed = @at, "
                    + "audit_sequence = @sequence, audit_head = @head, signature = @signature",
                ("@persons", counts.Persons),
                ("@records", counts.Records),
                ("@transliterated", counts.Transliterated),
                ("@shortened", counts.Shortened),
                ("@at", LedgerRows.Text(at)),
                ("@sequence", audit?.Sequence),
                ("@head", audit?.Hash),
                ("@signature", signature));
            for (var i = 0; i < files.Count; i++)
            {
                Execute(
                    "INSERT INTO file (delivery, position, name, bytes, records, sha256) VALUES (@delivery, @position, @name, @bytes, "
                        + "@records, @sha256)",
                    ("@delivery", id),
                    ("@position", i),
                    ("@name", files[i].Name),
                    ("@bytes", files[i].Bytes),
                    ("@records", files[i].Records),
                    ("@sha256", files[i].Sha256));
            }
        });

    internal Delivery MarkPublishing(long id, DateTimeOffset at)
    {
        Set(id, "handing_over = coalesce(handing_over, @at)", ("@at", LedgerRows.Text(at)));
        return Get(id);
    }

    internal Delivery ClearPublishing(long id)
    {
        Set(id, "handing_over = CASE WHEN published IS NULL THEN NULL ELSE handing_over END");
        return Get(id);
    }

    internal Delivery MarkPublished(long id, DateTimeOffset at, string place) =>
        Move(
            Get(id),
            DeliveryState.Published,
            _ => { },
            () => Set(id, "published = @at, place = @place", ("@at", LedgerRows.Text(at)), ("@place", place)));

    internal Delivery MarkReceived(long id, DateTimeOffset at) => Move(
        Get(id), DeliveryState.Received, _ => { }, () => Set(id, "received = @at", ("@at", LedgerRows.Text(at))));

    internal Delivery MarkOverdue(long id)
    {
        var delivery = Get(id);
        return delivery.State == DeliveryState.Received ? delivery : Move(delivery, DeliveryState.Overdue, _ => { }, () => { });
    }

    internal Delivery RecordReceipt(long id, DeliveryReceipt receipt)
    {
        var delivery = Get(id);
        if (delivery.Receipts.All(known => known.Digest != receipt.Digest))
        {
            Execute(
                "INSERT INTO receipt (delivery, source, at, seen, reason, file, mark) VALUES (@delivery, @source, @at, @seen, @reason, "
                    + "@file, @mark)",
                ("@delivery", id),
                ("@source", receipt.Source.WireName()),
                ("@at", LedgerRows.Text(receipt.At)),
                ("@seen", LedgerRows.Text(receipt.Seen)),
                ("@reason", receipt.Reason),
                ("@file", receipt.File),
                ("@mark", receipt.Digest));
            delivery = Get(id);
        }

        return receipt.Source is ReceiptSource.Accepted or ReceiptSource.ManifestRemoved
            ? Move(delivery, DeliveryState.Received, _ => { }, () => Set(id, "received = @at", ("@at", LedgerRows.Text(receipt.At))))
            : delivery;
    }

    internal Delivery MarkRedelivered(long id, DateTimeOffset at)
    {
        Set(id, "redelivered = @at, drop_cleared = NULL, outbox_cleared = NULL", ("@at", LedgerRows.Text(at)));
        return Get(id);
    }

    internal Delivery MarkDropCleared(long id, DateTimeOffset at)
    {
        Set(id, "drop_cleared = coalesce(drop_cleared, @at)", ("@at", LedgerRows.Text(at)));
        return Get(id);
    }

    internal Delivery MarkComingBack(long id)
    {
        Set(id, "drop_cleared = NULL, outbox_cleared = NULL");
        return Get(id);
    }

    internal Delivery MarkOutboxCleared(long id, DateTimeOffset at)
    {
        Set(id, "outbox_cleared = coalesce(outbox_cleared, @at)", ("@at", LedgerRows.Text(at)));
        return Get(id);
    }

    internal Delivery Withdraw(long id, string reason, DateTimeOffset at) => Move(Get(id), DeliveryState.Withdrawn, _ => { }, () =>
    {
        if (FirstOrNull("WHERE d.predecessor = @id AND d.state <> 'withdrawn' ORDER BY d.id", ("@id", id)) is { } next)
        {
            throw LedgerErrors.Continued(Get(id), next);
        }

        Set(id, "withdrawn = @at, reason = @reason", ("@at", LedgerRows.Text(at)), ("@reason", reason));
    });
}
