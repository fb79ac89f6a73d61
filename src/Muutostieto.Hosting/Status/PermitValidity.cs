namespace Muutostieto.Hosting.Status;

/// <summary>Whether a permit is served today.</summary>
public enum PermitValidity
{
    Valid,

    /// <summary>Its first day is still to come.</summary>
    NotYet,

    /// <summary>Its last day is over.</summary>
    Ended,

    /// <summary>The ledger has deliveries of it, the configuration has it no more.</summary>
    Gone,

    /// <summary>The configuration cannot be read.</summary>
    Unknown,
}
