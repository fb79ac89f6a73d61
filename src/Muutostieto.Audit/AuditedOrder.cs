namespace Muutostieto.Audit;

/// <summary>The order that a delivery answers.</summary>
/// <param name="Id">As the sender names it.</param>
/// <param name="Purpose">What the data are for, by its code.</param>
public sealed record AuditedOrder(string Id, string Purpose)
{
    /// <summary>For whose use, when the recipient is a partner; else null.</summary>
    public AuditedCustomer? EndCustomer { get; init; }

    /// <summary>Who asked for it in the self-service; null for every other order, and in entries from before there was one.</summary>
    public AuditedAsker? Asker { get; init; }
}
