using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>A search as the store keeps it.</summary>
internal static class ResidentSearchJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    internal static string Write(ResidentSearch search) => JsonSerializer.Serialize(search, Options);

    /// <exception cref="JsonException">It is no such text.</exception>
    internal static ResidentSearch Read(string json) => JsonSerializer.Deserialize<ResidentSearch>(json, Options)!;
}
