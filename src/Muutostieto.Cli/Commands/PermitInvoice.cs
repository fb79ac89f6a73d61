using Muutostieto.Deliveries.Pricing;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Cli.Commands;

/// <summary>An invoice with its payer.</summary>
/// <param name="Permit">By which; its recipient pays.</param>
/// <param name="Invoice">For what.</param>
internal sealed record PermitInvoice(Permit Permit, Invoice Invoice);
