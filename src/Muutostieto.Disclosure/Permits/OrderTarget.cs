namespace Muutostieto.Disclosure.Permits;

/// <summary>What the rows of an extract are.</summary>
public enum OrderTarget
{
    /// <summary><c>persons</c>. The default.</summary>
    Persons,

    /// <summary><c>buildings</c>: those that are in the area, with any owner.</summary>
    Buildings,

    /// <summary><c>dwellings</c>: those of buildings in the area that people can live in.</summary>
    Dwellings,

    /// <summary><c>customers</c>: those of a customer's register, whose rows are matched with persons.</summary>
    Customers,
}
