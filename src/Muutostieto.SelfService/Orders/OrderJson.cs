using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.SelfService.Orders;

/// <summary>An order as the store keeps it, and single texts quoted.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderContent))]
[JsonSerializable(typeof(string))]
internal sealed partial class OrderJson : JsonSerializerContext
{
    internal static string Of(OrderContent content) => JsonSerializer.Serialize(content, Default.OrderContent);

    internal static OrderContent Order(string text) => JsonSerializer.Deserialize(text, Default.OrderContent)!;

    internal static string Quoted(string text) => JsonSerializer.Serialize(text, Default.String);
}
