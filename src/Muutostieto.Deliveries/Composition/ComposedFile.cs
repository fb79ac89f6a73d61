using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Composition;

/// <summary>A finished file of a delivery.</summary>
/// <param name="Name">Its name in outbox and drop.</param>
/// <param name="Form"><c>fixed</c>, <c>csv</c>, <c>sha256</c>, <c>signature</c> or <c>manifest</c>.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Records">Records in it; null for files that hold none.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ComposedFile(string Name, string Form, long Bytes, long? Records, string Sha256)
{
    /// <summary>False for a file that has genuine groups only though the product has others; null, and left out of the manifest, otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? OwnGroups { get; init; }
}
