namespace Muutostieto.Disclosure.Permits;

/// <summary>How a permit's deliveries come as files: when, in which forms, and where to.</summary>
public sealed record FilesChannel
{
    /// <summary>What <see cref="OverdueAfterDays"/> is when a permit does not say.</summary>
    public const int DefaultOverdueAfterDays = 5;

    public required Rhythm Rhythm { get; init; }

    /// <summary>At least one, in the order of <see cref="DeliveryFormat"/>.</summary>
    public required IReadOnlyList<DeliveryFormat> Formats { get; init; }

    /// <summary>
    /// Whether the fixed-width form has groups of our own (9xx) too, which readers of the old files do not know. Default false: genuine
    /// groups only.
    /// </summary>
    public bool FixedOwnGroups { get; init; }

    /// <summary>The name of a drop of the settings.</summary>
    public required string Drop { get; init; }

    /// <summary>Days after publication when an unfetched delivery is overdue. Default 5.</summary>
    public int OverdueAfterDays { get; init; } = DefaultOverdueAfterDays;

    /// <summary>Days that a received delivery stays in the drop; null: it stays.</summary>
    public int? KeepInDropDays { get; init; }

    /// <summary>Days that a delivery stays in the outbox; null: it stays.</summary>
    public int? KeepInOutboxDays { get; init; }

    public HolidayRule Holidays { get; init; }
}
