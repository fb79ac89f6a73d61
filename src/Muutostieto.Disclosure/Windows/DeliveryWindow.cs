using System.Text.Json.Serialization;

namespace Muutostieto.Disclosure.Windows;

/// <summary>The journal keys that a delivery is about: (From, To].</summary>
/// <param name="From">The last key of the delivery before, or the key where a chain without a base begins; null for a base delivery, which
/// is as of To.</param>
/// <param name="To">The last key that the delivery covers.</param>
public readonly record struct DeliveryWindow(long? From, long To)
{
    /// <summary>
    /// For a permit with a list: the list's position with which the delivery before ended, or which counted as known where a chain began at
    /// a key; null for a base delivery and for an area.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ListFrom { get; init; }

    /// <summary>For a permit with a list: the list position as of which its persons are delivered; null for an area.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ListTo { get; init; }
}
