using Muutostieto.Synthetic.Places;

namespace Muutostieto.Synthetic.People;

/// <summary>
/// Those who live at one address, since the same day unless born later. Either the dwelling or the address abroad is there.
/// </summary>
internal sealed record Household(DateOnly Since, Dwelling? Dwelling, AddressAbroad? Abroad);
