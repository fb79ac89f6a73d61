namespace Muutostieto.Disclosure.Permits;

/// <summary>The persons that a permit covers. Closed: a <see cref="ListArea"/>, or a <see cref="ResidenceArea"/>, which is a
/// <see cref="CountyArea"/>, a <see cref="MunicipalityArea"/> or the
/// <see cref="CountryArea"/>.</summary>
public abstract record Area
{
    private protected Area()
    {
    }

    /// <summary>Whether the recipient's list of identity codes determines which persons the permit covers, and not where they
    /// live.</summary>
    public bool IsList => this is ListArea;
}
