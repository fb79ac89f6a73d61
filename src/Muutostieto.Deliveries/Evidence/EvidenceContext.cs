using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Evidence;

/// <summary>Generated at build time, so that commands start fast.</summary>
[JsonSerializable(typeof(PublishedPermit))]
[JsonSerializable(typeof(RestoredBackup))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class EvidenceContext : JsonSerializerContext;
