namespace Muutostieto.Recipient.Manifests;

/// <summary>Which changes of the recipient's own list of identity codes the delivery covers.</summary>
/// <param name="From">After this position; null for a base.</param>
/// <param name="To">Up to and with this position.</param>
/// <param name="Added">Additions to the list in between.</param>
/// <param name="Removed">Removals from the list in between; the delivery has no lines for them.</param>
public sealed record DeliveryList(long? From, long To, int Added, int Removed);
