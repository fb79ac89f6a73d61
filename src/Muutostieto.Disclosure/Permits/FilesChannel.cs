namespace Muutostieto.Disclosure.Permits;

/// <summary>How a permit's deliveries come as files: when, in which forms, and where to.</summary>
public sealed record FilesChannel : FileHandover
{
    public required Rhythm Rhythm { get; init; }

    /// <summary>At least one, in the order of <see cref="DeliveryFormat"/>.</summary>
    public required IReadOnlyList<DeliveryFormat> Formats { get; init; }

    /// <summary>
    /// Whether the fixed-width form has groups of our own (9xx) too, which readers of the old files do not know. Default false: genuine
    /// groups only.
    /// </summary>
    public bool FixedOwnGroups { get; init; }

    public HolidayRule Holidays { get; init; }
}
