namespace Muutostieto.Audit;

/// <summary>A count of the persons that an order would get, which discloses none of them.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Order">The order's id.</param>
/// <param name="Purpose">What the data are for, by its code.</param>
/// <param name="OrderSha256">SHA-256 of the order's text, 64 lowercase hex digits.</param>
/// <param name="AsOf">The key of the register.</param>
public sealed record AuditedPreview(string Permit, string Order, string Purpose, string OrderSha256, long AsOf)
{
    /// <summary>Who asked for it in the self-service; null for every other count.</summary>
    public AuditedAsker? Asker { get; init; }
}
