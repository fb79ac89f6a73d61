using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Extracts;

/// <summary>What an extract would cost today.</summary>
public static class OrderPrice
{
    /// <summary>Euros, free of value added tax; null while no prices are in force.</summary>
    /// <param name="work">Has the prices.</param>
    /// <param name="permit">Of the order.</param>
    /// <param name="request">What the order says.</param>
    /// <param name="units">How many persons, buildings or dwellings it would get.</param>
    public static decimal? Of(Installation work, Permit permit, ExtractRequest request, long units)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(request);
        return work.Configuration.Settings.Prices.ExtractsOn(HelsinkiTime.Today(work.Clock), permit.RecipientKind) is { } prices
            ? prices.Fee(request.HasControls) + prices.OfUnits(units)
            : null;
    }
}
