using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>An order with the places at which faults between orders are reported.</summary>
internal sealed record LoadedOrder(ExtractOrder Order, JsonPlace Id)
{
    /// <summary>Where it asks who lives in which dwelling; null when it does not.</summary>
    public JsonPlace? Residents { get; init; }

    /// <summary>Where it asks whether dwellings or buildings are lived in, or chooses by that; null when it does not.</summary>
    public JsonPlace? Use { get; init; }
}
