namespace Muutostieto.Deliveries.Engine;

/// <summary>What may happen to a delivery after it was handed over.</summary>
public enum DeliveryNote
{
    /// <summary>Its recipient has it.</summary>
    Received,

    /// <summary>Its recipient could not load it, or has answered something that is no answer.</summary>
    Refused,

    /// <summary>One of its files was fetched.</summary>
    Downloaded,

    /// <summary>Nobody has answered or fetched it in time.</summary>
    Overdue,

    /// <summary>Its time in the drop is over.</summary>
    RemovedFromDrop,

    /// <summary>Its time in the outbox is over.</summary>
    RemovedFromOutbox,
}
