using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Pricing;

/// <summary>The section <c>Prices</c> of <c>appsettings.json</c>: in euros, free of value added tax.</summary>
public sealed record PriceList
{
    /// <summary>Of each base delivery. Default 300.</summary>
    public decimal Base { get; init; } = 300m;

    /// <summary>Of each person of a base delivery. Default 0.011.</summary>
    public decimal BasePerson { get; init; } = 0.011m;

    /// <summary>
    /// Of each change delivery to others than authorities; null: none has been decided, and such a delivery cannot be invoiced.
    /// </summary>
    public decimal? Changes { get; init; }

    /// <summary>Of each person of a change delivery to others than authorities. Default 0.</summary>
    public decimal ChangesPerson { get; init; }

    /// <summary>Of taking each connection of the interface into use, once. Default 1000.</summary>
    public decimal Connection { get; init; } = 1000m;

    /// <summary>Of extracts, by the days of their force and by audience; none overlap. Default: none has been decided.</summary>
    public IReadOnlyList<ExtractPrices> Extracts { get; init; } = [];

    /// <summary>What extracts cost a recipient on a day; null when that has not been decided.</summary>
    public ExtractPrices? ExtractsOn(DateOnly day, RecipientKind recipient) =>
        Extracts.FirstOrDefault(list => list.IsInForceOn(day) && list.IsFor(recipient));
}
