using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Audit;

/// <summary>Made at build time: whoever asks wants the answer at once. Members stand in the order in which they are declared.</summary>
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditAnchor))]
[JsonSerializable(typeof(PayloadHeader))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class AuditJson : JsonSerializerContext
{
    internal static AuditJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
