namespace Muutostieto.Register.Nightly;

/// <summary>What a run entered, and what it found for the register's keeper.</summary>
/// <param name="EndedOrders">Persons whose non-disclosure order had run out.</param>
/// <param name="Merged">Persons whose municipality had become part of another.</param>
public sealed record DateDrivenResult(long EndedOrders, long Merged)
{
    /// <summary>Persons with ended data, such as a temporary address.</summary>
    public long EndedInstances { get; init; }

    /// <summary>Buildings whose municipality had become part of another.</summary>
    public long MergedBuildings { get; init; }

    /// <summary>Persons whose relations were repeated because of another person's non-disclosure order.</summary>
    public long Repeated { get; init; }

    /// <summary>Living persons without an order who share a dwelling with a protected person: their address reveals the protected
    /// person's.</summary>
    public long SharingDwelling { get; init; }

    /// <summary>Relations with a residence that name a person not in the register: whether a non-disclosure order covers it is
    /// unknown.</summary>
    public long UnknownRelations { get; init; }
}
