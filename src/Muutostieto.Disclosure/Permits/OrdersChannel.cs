using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Disclosure.Permits;

/// <summary>What may be ordered under a permit, the widest that an order may ask for, and how it is handed over: as files, without a
/// rhythm.</summary>
public sealed record OrdersChannel : FileHandover
{
    /// <summary>At least one, in the order of <see cref="Purpose"/>.</summary>
    public required IReadOnlyList<Purpose> Purposes { get; init; }

    /// <summary>At least one, in order of code, each once.</summary>
    public required IReadOnlyList<ProductGroup> Groups { get; init; }

    /// <summary>At least one, in the order of <see cref="OrderTarget"/>.</summary>
    public required IReadOnlyList<OrderTarget> Targets { get; init; }

    /// <summary>At least one, in the order of <see cref="DeliveryFormat"/>: an order chooses among them. Default: CSV alone.</summary>
    public IReadOnlyList<DeliveryFormat> Formats { get; init; } = [DeliveryFormat.Csv];

    /// <summary>
    /// Permits of other recipients whose deliveries an order may exclude: who is missing then is known to have been in them. Default: none.
    /// </summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>How customers' registers are brought up to date; null when no order may have the target <c>customers</c>.</summary>
    public UpdateChannel? Update { get; init; }

    /// <summary>
    /// Whether an order may look at the fields of a group: being in an extract, in a part of it or beside a case reveals them, so that they
    /// must be data of the permit.
    /// </summary>
    public bool Allows(string group, IReadOnlyCollection<string> fields) =>
        Groups.FirstOrDefault(each => each.Group == group) is { } allowed
        && (allowed.Fields is not { } some || !fields.Except(some).Any());

    /// <inheritdoc cref="FilesChannel.FixedOwnGroups"/>
    public bool FixedOwnGroups { get; init; }
}
