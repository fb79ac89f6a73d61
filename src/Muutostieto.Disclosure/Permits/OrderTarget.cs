namespace Muutostieto.Disclosure.Permits;

/// <summary>What the rows of an extract are.</summary>
public enum OrderTarget
{
    /// <summary><c>persons</c>. The default.</summary>
    Persons,

    /// <summary><c>buildings</c>: those that are in the area, whoever owns them.</summary>
    Buildings,
}
