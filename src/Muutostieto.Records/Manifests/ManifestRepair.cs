using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>
/// What was added to a change delivery because registers were found to differ: full records of all residents of some municipalities.
/// </summary>
/// <param name="Municipalities">
/// A person that a recipient has there, or in its area without a known municipality, and that is not in the delivery, is no resident.
/// </param>
public sealed record ManifestRepair(IReadOnlyList<string> Municipalities)
{
    /// <summary>How many full records were added.</summary>
    public long Persons { get; init; }

    /// <summary>Why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
