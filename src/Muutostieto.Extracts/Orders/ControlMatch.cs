namespace Muutostieto.Extracts.Orders;

/// <summary>In what a control must be like its case.</summary>
public enum ControlMatch
{
    /// <summary><c>birthYear</c>.</summary>
    BirthYear,

    /// <summary><c>motherTongue</c>.</summary>
    MotherTongue,

    /// <summary><c>municipality</c>: of residence.</summary>
    Municipality,

    /// <summary><c>sex</c>.</summary>
    Sex,
}
