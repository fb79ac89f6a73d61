namespace Muutostieto.Synthetic.Places;

/// <summary>An address outside Finland.</summary>
/// <param name="Line">Street and number.</param>
/// <param name="Town">Empty when only the country is known.</param>
/// <param name="Country">Numeric, or 998 for a country given as text.</param>
/// <param name="CountryName">Only with 998.</param>
internal sealed record AddressAbroad(string Line, string Town, string Country, string? CountryName);
