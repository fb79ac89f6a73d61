using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>Which delivery a manifest is of, and its place in the chain. What is null was not written by every version.</summary>
public sealed record ManifestDelivery
{
    public required string Permit { get; init; }

    /// <summary>The number of the decision that granted the permit, or null.</summary>
    public string? Decision { get; init; }

    public string? Recipient { get; init; }

    public string? Product { get; init; }

    /// <summary>
    /// The permit's municipalities on the planned day, three digits each, sorted: a person who lives in another one is no resident of the
    /// area. Empty for a list of persons.
    /// </summary>
    public IReadOnlyList<string>? Area { get; init; }

    /// <inheritdoc cref="DeliveryKey.Kind"/>
    public required string Kind { get; init; }

    /// <inheritdoc cref="DeliveryKey.Number"/>
    public required int Number { get; init; }

    /// <summary>
    /// The delivery to be loaded before this one; null for a base, and for changes that begin a chain at the key that
    /// <see cref="Window"/> begins with: they go on from what the interface gave up to it.
    /// </summary>
    public ManifestPredecessor? Predecessor { get; init; }

    public ManifestWindow? Window { get; init; }

    /// <summary>
    /// Which part of the recipient's list the delivery covers. Null, and left out, when the permit is about the persons of an area.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestList? List { get; init; }

    /// <summary>When the delivery was due.</summary>
    [JsonConverter(typeof(ManifestTimeConverter))]
    public DateTimeOffset? Planned { get; init; }

    /// <summary>
    /// The occurrences of the rhythm that the delivery covers, when there is more than one: those that were missed and are made up, and
    /// its own, the last. The rule's own times, also when a holiday moved them. Null, and left out, when nothing was missed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Covers { get; init; }

    /// <summary>What was added to repair a recipient's register; null, and left out, when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestRepair? Repair { get; init; }

    /// <summary>The order that asked for an extract; null, and left out, for every other delivery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestOrder? Order { get; init; }

    [JsonIgnore]
    public DeliveryKey Key => new(Permit, Kind, Number);

    /// <summary>Which delivery <see cref="Predecessor"/> is; null for the first of a chain.</summary>
    [JsonIgnore]
    public DeliveryKey? Before => Predecessor?.KeyIn(Permit);

    [JsonIgnore]
    public bool IsBase => Kind == DeliveryKey.Base;

    /// <summary>Whether it is changes that begin a chain at a key.</summary>
    [JsonIgnore]
    public bool BeginsAtKey => Kind == DeliveryKey.Changes && Predecessor is null && Window?.From is not null;
}
