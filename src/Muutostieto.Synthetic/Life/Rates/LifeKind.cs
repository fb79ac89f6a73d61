namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>Events whose rate is known by age.</summary>
internal enum LifeKind
{
    Death,
    Birth,

    /// <summary>To another municipality.</summary>
    MoveAway,
    MoveInside,
    Emigration,

    /// <summary>Counted by persons: two a wedding.</summary>
    Marriage,

    /// <summary>Counted by persons: two a divorce.</summary>
    Divorce,
    Naturalisation,
    NameChange,
}
