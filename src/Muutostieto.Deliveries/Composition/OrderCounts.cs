namespace Muutostieto.Deliveries.Composition;

/// <summary>What else came of choosing the persons of an order. For operators alone.</summary>
public sealed record OrderCounts
{
    /// <summary>How many fit and are left out because the order excludes them.</summary>
    public long Excluded { get; init; }

    /// <summary>Of controls: how many cases the recipient may receive. Null without controls.</summary>
    public long? Cases { get; init; }

    /// <summary>Of controls: how many of these have fewer than were asked for.</summary>
    public long ShortCases { get; init; }

    /// <summary>How many identity codes of the order's lists are unknown in the register.</summary>
    public long UnknownCodes { get; init; }
}
