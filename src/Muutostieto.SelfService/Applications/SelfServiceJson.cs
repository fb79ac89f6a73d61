using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.SelfService.Orders;

namespace Muutostieto.SelfService.Applications;

/// <summary>What the store keeps as text.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationContent))]
[JsonSerializable(typeof(OrderContent))]
internal sealed partial class SelfServiceJson : JsonSerializerContext
{
    internal static string Of(ApplicationContent content) => JsonSerializer.Serialize(content, Default.ApplicationContent);

    internal static string Of(OrderContent content) => JsonSerializer.Serialize(content, Default.OrderContent);

    internal static ApplicationContent Application(string text) => JsonSerializer.Deserialize(text, Default.ApplicationContent)!;

    internal static OrderContent Order(string text) => JsonSerializer.Deserialize(text, Default.OrderContent)!;
}
