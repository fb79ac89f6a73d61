namespace Muutostieto.Register.Nightly;

/// <summary>What a run entered, and what it found for the register's keeper.</summary>
/// <param name="EndedOrders">Persons whose non-disclosure order had run out.</param>
/// <param name="Merged">Persons whose municipality had become part of another.</param>
public sealed record DateDrivenResult(long EndedOrders, long Merged)
{
    /// <summary>Persons of whom something had ended, as a temporary address.</summary>
    public long EndedInstances { get; init; }

    /// <summary>Persons whose relations were repeated because of somebody else's order.</summary>
    public long Repeated { get; init; }

    /// <summary>Living persons without an order who share a dwelling with a protected person: their address tells the protected one's.</summary>
    public long SharingDwelling { get; init; }

    /// <summary>Relations with a residence that name a person whom the register does not hold: whether an order covers it cannot be judged.</summary>
    public long UnknownRelations { get; init; }
}
