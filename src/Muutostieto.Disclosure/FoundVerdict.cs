namespace Muutostieto.Disclosure;

/// <summary>What the gate says of a person that a search has found.</summary>
public enum FoundVerdict
{
    /// <summary>Not one of the permit's persons: outside the area, or one with another person by now.</summary>
    Outside,

    /// <summary>Under a non-disclosure order, about which the recipient may know nothing.</summary>
    Withheld,

    /// <summary>Nothing that the permit has is known of the person.</summary>
    Empty,

    /// <summary>Under a non-disclosure order, and the recipient may have the record with a mask.</summary>
    Masked,

    /// <summary>The recipient may have the record.</summary>
    Open,
}
