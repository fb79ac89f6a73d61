using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Records.Groups;

/// <summary>How the file of layouts is read, compiled: a program's start is short, and every start reads it.</summary>
[JsonSerializable(typeof(CatalogFile))]
internal sealed partial class CatalogFileContext : JsonSerializerContext
{
    internal static CatalogFileContext Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter<RecordUnit>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Sensitivity>(JsonNamingPolicy.CamelCase),
        },
    });
}
