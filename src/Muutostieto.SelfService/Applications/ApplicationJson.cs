using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.SelfService.Applications;

/// <summary>An application as the store keeps it.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationContent))]
internal sealed partial class ApplicationJson : JsonSerializerContext
{
    internal static string Of(ApplicationContent content) => JsonSerializer.Serialize(content, Default.ApplicationContent);

    internal static ApplicationContent Application(string text) => JsonSerializer.Deserialize(text, Default.ApplicationContent)!;
}
