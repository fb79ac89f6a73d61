using System.Text.Json;

namespace Muutostieto.Extracts.Orders;

/// <summary>The part of an order's text that says who is left out. Without any it is missing, as in older orders.</summary>
internal static class OrderExclusionJson
{
    private const string Key = "exclude";

    internal static void Write(Utf8JsonWriter writer, OrderExclusion? exclusion)
    {
        if (exclusion is null)
        {
            return;
        }

        writer.WriteStartObject(Key);
        writer.WriteStartArray("deliveries");
        foreach (var delivery in exclusion.Deliveries)
        {
            writer.WriteStringValue(DeliveryName.Of(delivery));
        }

        writer.WriteEndArray();
        if (exclusion.List is { } list)
        {
            writer.WriteString("list", list.File);
            writer.WriteString("sha256", list.Sha256);
        }

        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">A delivery is not named as one.</exception>
    internal static OrderExclusion? Read(JsonElement order) => order.TryGetProperty(Key, out var exclusion)
        ? new OrderExclusion
        {
            Deliveries =
            [
                .. exclusion.GetProperty("deliveries").EnumerateArray()
                    .Select(name => DeliveryName.Parse(name.GetString()!) ?? throw new FormatException("an order: no delivery")),
            ],
            List = exclusion.TryGetProperty("list", out var list)
                ? new OrderList(list.GetString()!, exclusion.GetProperty("sha256").GetString()!)
                : null,
        }
        : null;
}
