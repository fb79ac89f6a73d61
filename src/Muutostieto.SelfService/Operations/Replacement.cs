namespace Muutostieto.SelfService.Operations;

/// <summary>What comes in the place of a delivery that is withdrawn.</summary>
public enum Replacement
{
    /// <summary>The next change delivery covers its window too.</summary>
    NextChanges,

    /// <summary>Nothing until an operator makes a new base: changes continue a base.</summary>
    BaseOnRequest,

    /// <summary>Nothing until the order is run again, or its rhythm comes round.</summary>
    ExtractOnRequest,
}
