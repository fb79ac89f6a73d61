using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Audit.Files;

namespace Muutostieto.Audit;

/// <summary>Generated at build time, so that commands start fast. Members are written in the order of their declaration.</summary>
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditAnchor))]
[JsonSerializable(typeof(PayloadHeader))]
[JsonSerializable(typeof(ChainHead))]
[JsonSerializable(typeof(IndexedEntry))]
[JsonSerializable(typeof(string))]
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
