using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;

namespace Muutostieto.SelfService.Decisions;

/// <summary>The names by which what waits for a decision is shown.</summary>
/// <param name="OfApplications">Of what an application can name.</param>
/// <param name="OfOrders">Of what an order can name, under any permit.</param>
public sealed record MatterChoices(ApplicationChoices OfApplications, OrderChoices OfOrders);
