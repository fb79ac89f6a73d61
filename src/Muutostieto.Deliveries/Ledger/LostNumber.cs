namespace Muutostieto.Deliveries.Ledger;

/// <summary>A number that was published, or may have been, and whose delivery the ledger has lost.</summary>
/// <param name="Permit">The id.</param>
/// <param name="Kind">Of the delivery.</param>
/// <param name="Number">The number; those between the ledger's last one and this one are lost too.</param>
/// <param name="WindowTo">The register's key that it ended at, as far as known.</param>
/// <param name="Terms">What the permit would give today: nothing is known of what was given.</param>
/// <param name="CatalogDigest">The layouts of today.</param>
public sealed record LostNumber(string Permit, DeliveryKind Kind, int Number, long WindowTo, string Terms, string CatalogDigest);
