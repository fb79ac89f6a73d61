using Muutostieto.Disclosure;

namespace Muutostieto.Deliveries.Terms;

/// <summary>An extract that is asked for: what an order says of the delivery that answers it.</summary>
public sealed record ExtractRequest
{
    /// <summary>The default of <see cref="SmallestFrame"/>.</summary>
    public const long DefaultSmallestFrame = 5;

    /// <summary>The order's id.</summary>
    public required string Order { get; init; }

    /// <summary>The business id of the end customer that it is for; null: for the recipient.</summary>
    public string? EndCustomer { get; init; }

    /// <summary>What the data are for, by its code.</summary>
    public required string Purpose { get; init; }

    /// <summary>What the rows are: <c>buildings</c> or <c>dwellings</c>; null: persons.</summary>
    public string? Target { get; init; }

    /// <summary>The order as one line of JSON, the same for the same order.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the content is a standard package, of which some are free in a year.</summary>
    public bool IsStandard { get; init; }

    /// <summary>Whether it draws controls, which cost more.</summary>
    public bool HasControls { get; init; }

    /// <summary>What it says of customers' files; null when it chooses its rows itself.</summary>
    public UpdateTerms? Update { get; init; }

    /// <summary>
    /// How many must fit: of fewer, single persons could be read from the criteria. 1 where the recipient may receive every one of them by
    /// name. Default: 5.
    /// </summary>
    public long SmallestFrame { get; init; } = DefaultSmallestFrame;

    /// <summary>Who asked for it in the self-service; null for every other order.</summary>
    public OrderAsker? Asker { get; init; }

    /// <summary>The groups of the content, in the order of their codes.</summary>
    public required IReadOnlyList<TermsGroup> Groups { get; init; }

    /// <summary>The forms, by their names.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>As of which key of the journal; null: as of <see cref="AsOfDay"/>, or the latest.</summary>
    public long? AsOf { get; init; }

    /// <summary>As of the last key of which day of registration; null: as of <see cref="AsOf"/>, or the latest.</summary>
    public DateOnly? AsOfDay { get; init; }
}
