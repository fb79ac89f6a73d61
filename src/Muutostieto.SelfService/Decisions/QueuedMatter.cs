using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;

namespace Muutostieto.SelfService.Decisions;

/// <summary>An application or order that waits for a decision.</summary>
/// <param name="Application">Null for an order.</param>
/// <param name="Order">Null for an application.</param>
/// <param name="MayDecide">Whether the user may: not on what it has applied for, nor twice.</param>
/// <param name="Awaits">Who has approved it first, so that another operator confirms or refuses; null: no one.</param>
public sealed record QueuedMatter(
    Matter<ApplicationContent>? Application, Matter<OrderContent>? Order, bool MayDecide, MatterDecision? Awaits)
{
    public long Number => Application?.Number ?? Order!.Number;

    public int Version => Application?.Version ?? Order!.Version;
}
