namespace Muutostieto.Recipient.Manifests;

/// <summary>Which changes of the recipient's own list of identity codes the delivery covers.</summary>
/// <param name="From">After this position; null for a base.</param>
/// <param name="To">Up to and with this position.</param>
/// <param name="Added">How often somebody was put on the list in between.</param>
/// <param name="Removed">How often somebody was taken off it in between; the delivery has no line of it.</param>
public sealed record DeliveryList(long? From, long To, int Added, int Removed);
