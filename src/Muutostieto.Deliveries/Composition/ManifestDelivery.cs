using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Which delivery a manifest is of.</summary>
public sealed record ManifestDelivery
{
    public required string Permit { get; init; }

    /// <summary>The number of the decision that granted the permit, or null.</summary>
    public string? Decision { get; init; }

    public required string Recipient { get; init; }

    public required string Product { get; init; }

    /// <summary>The area's municipalities on the planned day, sorted: whoever lives in another one is no resident of the area.</summary>
    public required IReadOnlyList<string> Area { get; init; }

    /// <summary><c>base</c> or <c>changes</c>.</summary>
    public required string Kind { get; init; }

    public required int Number { get; init; }

    public ManifestPredecessor? Predecessor { get; init; }

    public required ManifestWindow Window { get; init; }

    /// <summary>Which part of the recipient's list the delivery covers. Null, and left out, when an area says whom the permit is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestList? List { get; init; }

    [JsonConverter(typeof(PlannedTimeConverter))]
    public required DateTimeOffset Planned { get; init; }

    /// <summary>
    /// The occurrences of the rhythm that the delivery stands for, when there is more than one: those that were missed and are made up, and its own, the last.
    /// The rule's own times, also when a holiday moved them. Null, and left out, when nothing was missed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Covers { get; init; }

    /// <summary>What was added to repair a recipient's register; null, and left out, when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestRepair? Repair { get; init; }
}
