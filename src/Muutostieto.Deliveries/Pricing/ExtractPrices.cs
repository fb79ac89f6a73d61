using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Pricing;

/// <summary>What extracts cost on some days, in euros, free of value added tax.</summary>
public sealed record ExtractPrices
{
    /// <summary>The first day on which it is in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; null: until further notice.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whose extracts it prices; null: everyone's.</summary>
    public RecipientKind? Audience { get; init; }

    /// <summary>Of each extract.</summary>
    public required decimal Extraction { get; init; }

    /// <summary>Of each extract of controls, besides. Default: 0.</summary>
    public decimal Controls { get; init; }

    /// <summary>How many extracts of standard packages are free to an authority in a calendar year. Default: 0.</summary>
    public int FreeStandard { get; init; }

    /// <summary>Of each unit of data (tietoyksikkö), by steps, the first of which begins at unit 1. A person is a unit.</summary>
    public required IReadOnlyList<PriceStep> Units { get; init; }

    /// <summary>Whether it is the list of a day.</summary>
    public bool IsInForceOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Whether it prices the extracts of a recipient.</summary>
    public bool IsFor(RecipientKind recipient) => Audience is null || Audience == recipient;

    /// <summary>What an extract costs without its units.</summary>
    public decimal Fee(bool hasControls) => Extraction + (hasControls ? Controls : 0m);

    /// <summary>What units cost: each by the price of the step in which it lies, so that one unit more never costs less.</summary>
    public decimal OfUnits(long units)
    {
        var total = 0m;
        for (var step = 0; step < Units.Count; step++)
        {
            var end = step + 1 < Units.Count ? Units[step + 1].From - 1 : long.MaxValue;
            total += Math.Max(0, Math.Min(units, end) - Units[step].From + 1) * Units[step].Price;
        }

        return total;
    }
}
