using Muutostieto.Records;
using Muutostieto.Records.Identity;

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

    /// <summary>The id of a <see cref="Permits.Product"/>; empty for a permit that has neither files nor the interface, only
    /// orders.</summary>
    public required string Product { get; init; }

    /// <inheritdoc cref="Permits.NonDisclosureRight"/>
    public NonDisclosureRight NonDisclosureRight { get; init; }

    /// <summary>Null: no files are delivered.</summary>
    public FilesChannel? Files { get; init; }

    /// <summary>Null: nothing can be asked for over the interface. A permit has this, <see cref="Files"/> or
    /// <see cref="Orders"/>, one at least.</summary>
    public InterfaceChannel? Interface { get; init; }

    /// <summary>Null: nothing can be ordered.</summary>
    public OrdersChannel? Orders { get; init; }

    /// <summary>Null: nothing can be picked in the self-service. Only a permit with <see cref="Orders"/> has it.</summary>
    public SelfServiceChannel? SelfService { get; init; }

    /// <summary>Determines what change deliveries cost. Default: an authority, for which they are free.</summary>
    public RecipientKind RecipientKind { get; init; }

    /// <summary>The end customer that the permit was granted to, when the recipient is a partner that orders for it; else null.</summary>
    public BusinessId? EndCustomer { get; init; }

    /// <summary>How files reach the recipient, whatever they are of; null where none do.</summary>
    public FileHandover? Handover => Files ?? (FileHandover?)Orders;

    /// <summary>The channel over which files are delivered.</summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when the permit has none.</exception>
    public FilesChannel RequireFiles() =>
        Files
        ?? throw new MuutostietoException(
            FailureKind.Usage,
            $"permit \"{Id}\": its recipient {(Orders is null ? "uses the interface" : "gets what it orders")} alone, and no files are "
                + "delivered by a rhythm. Nothing was delivered. Write \"rhythm\", \"formats\" and \"drop\" in the permit for that.");

    /// <summary>What may be ordered.</summary>
    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when nothing may.</exception>
    public OrdersChannel RequireOrders() =>
        Orders
        ?? throw new MuutostietoException(
            FailureKind.Usage, $"permit \"{Id}\": nothing can be ordered under it. Nothing was delivered. Write \"orders\" in the permit.");

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Whether the last day of validity lies before the day.</summary>
    public bool HasEndedBy(DateOnly day) => ValidTo < day;
}
