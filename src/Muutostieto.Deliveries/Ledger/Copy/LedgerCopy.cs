using Microsoft.Data.Sqlite;
using Muutostieto.PostgreSql.Copy;

namespace Muutostieto.Deliveries.Ledger.Copy;

/// <summary>The ledger as a store that can be copied: deliveries, receipts, lists, updates. Claims are of one database's workers, and its
/// origin is of one database.</summary>
public static class LedgerCopy
{
    /// <summary>Tables that are copied, those that others refer to first.</summary>
    public static StorePart Part { get; } = new(
        PostgreSqlLedger.Scripts,
        new StoreFileForm(
            "",
            LedgerSchema.ApplicationId,
            LedgerSchema.Version,
            string.Concat(LedgerSchema.Steps),
            "",
            (path, result, message) => LedgerErrors.Of(path, new SqliteException(message, result & 0xFF, result))),
        [
            new("delivery", "id") { InDatabaseAlone = ["token"] },
            new("file", "delivery", "position"),
            new("receipt", "id"),
            new("layouts", "digest"),
            new("repair", "id"),
            new("list_upload", "id"),
            new("list_change", "permit", "position"),
            new("list_member", "permit", "person"),
            new("update_outcome", "delivery", "outcome", "method"),
            new("update_upload", "id"),
            new("update_renewal", "id"),
        ]);
}
