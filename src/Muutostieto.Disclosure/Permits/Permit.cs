namespace Muutostieto.Disclosure.Permits;

/// <summary>Who may receive what (tietolupa).</summary>
public sealed record Permit
{
    /// <summary>Lowercase letters, digits and dashes: used in commands and the ledger, and as the name of the permit's file.</summary>
    public required string Id { get; init; }

    /// <summary>The grantee (luvansaaja): small letters, digits and dashes. The name of its folder in the drop.</summary>
    public required string Recipient { get; init; }

    /// <summary>The number of the decision that granted the permit; null when none was written down.</summary>
    public string? Decision { get; init; }

    /// <summary>The first day on which the permit is in force.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which the permit is in force; null: until further notice.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>1 to 10 digits; begins the files' names.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>
    /// The recipient's register: 1 to 20 of A-Z and 0-9. Together with the customer number it belongs to one permit only, as files' names
    /// come of the two.
    /// </summary>
    public required string RegisterName { get; init; }

    public required Area Area { get; init; }

    /// <summary>The id of a <see cref="Permits.Product"/>.</summary>
    public required string Product { get; init; }

    /// <inheritdoc cref="Permits.NonDisclosureRight"/>
    public NonDisclosureRight NonDisclosureRight { get; init; }

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

    /// <summary>What <see cref="OverdueAfterDays"/> is when a permit does not say.</summary>
    public const int DefaultOverdueAfterDays = 5;

    /// <summary>Days after publication when an unfetched delivery is overdue. Default 5.</summary>
    public int OverdueAfterDays { get; init; } = DefaultOverdueAfterDays;

    /// <summary>Days that a received delivery stays in the drop; null: it stays.</summary>
    public int? KeepInDropDays { get; init; }

    /// <summary>Days that a delivery stays in the outbox; null: it stays.</summary>
    public int? KeepInOutboxDays { get; init; }

    public HolidayRule Holidays { get; init; }

    /// <summary>Determines what change deliveries cost. Default: an authority, for which they are free.</summary>
    public RecipientKind RecipientKind { get; init; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Whether the last day of validity lies before the day.</summary>
    public bool HasEndedBy(DateOnly day) => ValidTo < day;
}
