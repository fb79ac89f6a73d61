using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Backups;

/// <summary>Generated at build time, so that commands start fast.</summary>
[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class BackupContext : JsonSerializerContext;
