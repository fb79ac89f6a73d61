namespace Muutostieto.SelfService.Applications;

/// <summary>The kinds of area that permits have.</summary>
public enum AreaKind
{
    Municipalities,

    County,

    /// <summary>The persons of a list that the recipient maintains.</summary>
    List,

    /// <summary>With orders alone.</summary>
    Country,
}
