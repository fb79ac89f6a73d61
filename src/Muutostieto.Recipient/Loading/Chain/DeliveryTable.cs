using System.Text.Json;
using Muutostieto.Records.Manifests;
using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>The tables deliveries and meta: what has been loaded, and for which permit the database is.</summary>
internal sealed class DeliveryTable(SqliteDatabase connection)
{
    /// <summary>The permit and recipient that the database belongs to; null before its first base.</summary>
    internal (string Permit, string? Recipient)? Owner()
    {
        using var select = connection.Prepare("SELECT permit, recipient FROM meta");
        return select.Step() ? (select.Text(0), select.Text(1) is { Length: > 0 } recipient ? recipient : null) : null;
    }

    /// <summary>The municipalities of the permit according to the last delivery; null before the first base.</summary>
    internal IReadOnlyList<string>? Area()
    {
        using var select = connection.Prepare("SELECT area FROM meta");
        return select.Step() ? JsonSerializer.Deserialize<string[]>(select.Bytes(0)) : null;
    }

    /// <summary>Everything loaded, in order.</summary>
    internal List<LoadedDelivery> Loaded()
    {
        using var select = connection.Prepare(
            "SELECT id, permit, kind, number, manifest_sha256, window_to, records, loaded_at, state, all_groups, window_from FROM "
                + "deliveries ORDER BY id");
        var rows = new List<LoadedDelivery>();
        while (select.Step())
        {
            rows.Add(
                new LoadedDelivery(
                    select.Number(0),
                    new DeliveryKey(select.Text(1), select.Text(2), (int)select.Number(3)),
                    select.Text(4),
                    select.Number(5),
                    select.Number(6),
                    select.Text(7),
                    select.Text(8) == "replaced")
                {
                    HasAllGroups = select.Number(9) != 0,
                    From = select.NumberOrNull(10),
                });
        }

        return rows;
    }

    /// <summary>Adds the row of a delivery, in the transaction of its data.</summary>
    /// <returns>Its key.</returns>
    internal long Insert(FoundDelivery delivery, bool hasAllGroups, string loadedAt)
    {
        if (delivery.IsBase || delivery.Identity.BeginsAtKey)
        {
            connection.Execute("UPDATE deliveries SET state = 'replaced'");
        }

        using var insert = connection.Prepare(
            "INSERT INTO deliveries (permit, kind, number, manifest_sha256, window_from, window_to, records, loaded_at, state, all_groups) "
                + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 'loaded', ?8)");
        insert
            .BindTextOrNull(1, delivery.Identity.Permit)
            .BindTextOrNull(2, delivery.Identity.Kind)
            .Bind(3, delivery.Identity.Number)
            .BindText(4, delivery.Sha256)
            .Bind(5, delivery.Identity.Window?.From)
            .Bind(6, delivery.To)
            .BindText(7, loadedAt)
            .Bind(8, hasAllGroups ? 1 : 0)
            .Run();
        return connection.LastInsertRowId;
    }

    internal void SetRecords(long id, long records)
    {
        using var update = connection.Prepare("UPDATE deliveries SET records = ?2 WHERE id = ?1");
        update.Bind(1, id).Bind(2, records).Run();
    }

    internal void SetMeta(ManifestDelivery identity, string layouts, IEnumerable<string> area)
    {
        connection.Execute("DELETE FROM meta");
        using var insert = connection.Prepare("INSERT INTO meta (permit, recipient, product, layouts, area) VALUES (?1, ?2, ?3, ?4, ?5)");
        insert
            .BindTextOrNull(1, identity.Permit)
            .BindTextOrNull(2, identity.Recipient)
            .BindTextOrNull(3, identity.Product)
            .BindText(4, layouts)
            .BindText(5, JsonSerializer.SerializeToUtf8Bytes(area.Order(StringComparer.Ordinal)))
            .Run();
    }
}
