namespace Muutostieto.Recipient.Manifests;

/// <summary>Which delivery it is, and its place in the chain.</summary>
public sealed record DeliveryIdentity
{
    /// <summary><see cref="Kind"/> of a base delivery.</summary>
    public const string Base = "base";

    /// <summary><see cref="Kind"/> of a change delivery.</summary>
    public const string Changes = "changes";

    public required string Permit { get; init; }

    public string? Recipient { get; init; }

    public string? Product { get; init; }

    /// <summary>The permit's municipalities as of the delivery, three digits each; null when the manifest does not say.</summary>
    public IReadOnlyList<string>? Area { get; init; }

    /// <summary><see cref="Base"/> or <see cref="Changes"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Running number of the permit and kind, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The delivery to be loaded before this one; null for a base.</summary>
    public DeliveryPredecessor? Predecessor { get; init; }

    public DeliveryWindow? Window { get; init; }

    /// <summary>Null when the permit covers an area and not a list that the recipient maintains.</summary>
    public DeliveryList? List { get; init; }

    /// <summary>When the delivery was due.</summary>
    public DateTimeOffset? Planned { get; init; }

    /// <summary>What was added to make the recipient's register right again; null for nothing.</summary>
    public DeliveryRepair? Repair { get; init; }

    public override string ToString() => $"{Permit} {Kind} {Number:D3}";
}
