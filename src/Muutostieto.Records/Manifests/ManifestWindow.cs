using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>Which journal entries a delivery covers.</summary>
/// <param name="From">After this key: where the delivery before ends, or where a chain without a base begins; null for a base, which is
/// everything as of <paramref name="To"/>.</param>
/// <param name="To">Up to and with this key.</param>
public sealed record ManifestWindow(long? From, long To)
{
    /// <summary>The key of the interface that feeds the register, as far as the register had come with it at <see cref="To"/>. Null, and
    /// left out, for a register that no interface feeds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SourceTo { get; init; }
}
