using Muutostieto.Deliveries.Terms;

namespace Muutostieto.Deliveries.Updates;

/// <summary>An order for which a recipient may upload files.</summary>
/// <param name="Permit">The id of its permit.</param>
/// <param name="Request">What it asks for.</param>
public sealed record UpdateOrder(string Permit, ExtractRequest Request);
