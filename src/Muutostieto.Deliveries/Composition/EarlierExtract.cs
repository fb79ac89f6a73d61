using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Groups;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The extract before another one of the same order.</summary>
/// <param name="Delivery">As the ledger has it.</param>
/// <param name="Context">What it was composed from.</param>
/// <param name="Catalog">The record layouts that it was composed with.</param>
internal sealed record EarlierExtract(Delivery Delivery, DeliveryContext Context, GroupCatalog Catalog);
