namespace Muutostieto.Deliveries;

/// <summary>What may happen to a delivery after it was published.</summary>
public enum DeliveryNote
{
    /// <summary>Withdrawn before its recipient had it, because a non-disclosure order was entered meanwhile; another delivery replaces
    /// it.</summary>
    Withdrawn,

    /// <summary>An earlier run was stopped while publishing it: its recipient has it, or may have it and an order forbids sending it again.
    /// It counts as published.</summary>
    FoundPublished,

    /// <summary>
    /// It was withdrawn when it lay in the drop unanswered, because a non-disclosure order was entered or a right revoked since.
    /// </summary>
    Recalled,

    /// <summary>An extract that was withdrawn before it was made, because one of its forms has no room for it.</summary>
    NoRoom,

    /// <summary>Files of it that the drop had damaged were put there again.</summary>
    Healed,

    /// <summary>Its recipient has it.</summary>
    Received,

    /// <summary>Its recipient could not load it.</summary>
    Refused,

    /// <summary>Its recipient has answered something that is no answer; whether it is loaded is not known.</summary>
    Unclear,

    /// <summary>One of its files was fetched.</summary>
    Downloaded,

    /// <summary>Neither answered nor fetched in time.</summary>
    Overdue,

    /// <summary>Its time in the drop is over.</summary>
    RemovedFromDrop,

    /// <summary>Its time in the outbox is over.</summary>
    RemovedFromOutbox,
}
