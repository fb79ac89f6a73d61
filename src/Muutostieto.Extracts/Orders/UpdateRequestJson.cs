using System.Text.Json;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// The part of an order's text that says how a customer's register is brought up to date. Orders of other rows have none.
/// </summary>
internal static class UpdateRequestJson
{
    private const string Key = "update";

    internal static void Write(Utf8JsonWriter writer, UpdateRequest? update)
    {
        if (update is null)
        {
            return;
        }

        writer.WriteStartObject(Key);
        writer.WriteStartArray("methods");
        foreach (var method in update.Methods.Distinct().Order())
        {
            writer.WriteStringValue(MatchMethodNames.Of(method));
        }

        writer.WriteEndArray();
        writer.WriteNumber("minimumRows", update.MinimumRows);
        writer.WriteBoolean("onlyChanges", update.OnlyChanges);
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">A method is unknown.</exception>
    internal static UpdateRequest? Read(JsonElement order) => order.TryGetProperty(Key, out var update)
        ? new UpdateRequest
        {
            Methods =
            [
                .. update.GetProperty("methods").EnumerateArray()
                    .Select(name => MatchMethodNames.Find(name.GetString()!) ?? throw new FormatException("an order: no method")),
            ],
            MinimumRows = update.GetProperty("minimumRows").GetInt32(),
            OnlyChanges = update.GetProperty("onlyChanges").GetBoolean(),
        }
        : null;
}
