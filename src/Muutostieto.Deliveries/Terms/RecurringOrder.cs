using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Terms;

/// <summary>An order for which an extract is made at every occurrence of its rhythm.</summary>
/// <param name="Permit">The id of its permit.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Rhythm">When.</param>
public sealed record RecurringOrder(string Permit, ExtractRequest Request, Rhythm Rhythm);
