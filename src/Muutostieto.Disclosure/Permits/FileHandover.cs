namespace Muutostieto.Disclosure.Permits;

/// <summary>How files reach a recipient, and how long they are kept: the same for rhythmic deliveries and for extracts.</summary>
public abstract record FileHandover
{
    /// <summary>What <see cref="OverdueAfterDays"/> is when a permit does not say.</summary>
    public const int DefaultOverdueAfterDays = 5;

    /// <summary>The name of a drop of the settings.</summary>
    public required string Drop { get; init; }

    /// <summary>Days after publication when an unfetched delivery is overdue. Default 5.</summary>
    public int OverdueAfterDays { get; init; } = DefaultOverdueAfterDays;

    /// <summary>Days that a received delivery stays in the drop; null: it stays.</summary>
    public int? KeepInDropDays { get; init; }

    /// <summary>Days that a delivery stays in the outbox; null: it stays.</summary>
    public int? KeepInOutboxDays { get; init; }
}
