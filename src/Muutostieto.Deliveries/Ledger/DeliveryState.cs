namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// How far a delivery has come. Only forward: planned → composed → published → received or overdue; overdue → received; each → withdrawn.
/// </summary>
public enum DeliveryState
{
    /// <summary>Number, window and terms are fixed.</summary>
    Planned,

    /// <summary>The files are durable in the outbox, and their hashes recorded.</summary>
    Composed,

    /// <summary>The files are whole in the drop.</summary>
    Published,

    /// <summary>The recipient has answered or fetched.</summary>
    Received,

    /// <summary>Not fetched in time.</summary>
    Overdue,

    /// <summary>Withdrawn, by an operator or because of a non-disclosure order; its number is not used again.</summary>
    Withdrawn,
}
