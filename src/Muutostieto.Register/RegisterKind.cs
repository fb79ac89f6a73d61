namespace Muutostieto.Register;

/// <summary>What a register holds. Decided when it is created and never changed: a synthetic register never becomes real.</summary>
public enum RegisterKind
{
    /// <summary>Invented persons only. The clock may be set and the population simulated.</summary>
    Synthetic = 0,

    /// <summary>Real persons.</summary>
    Production = 1,
}
