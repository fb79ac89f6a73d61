namespace Muutostieto.Disclosure.Permits;

/// <summary>What the rows of an extract are.</summary>
public enum OrderTarget
{
    /// <summary><c>persons</c>. The default.</summary>
    Persons,
}
