using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary>Which delivery an operator asks for.</summary>
/// <param name="Kind">A base or changes.</param>
/// <param name="IsAccepted">Whether a base is delivered however few persons it holds.</param>
/// <param name="FromKey">For changes that begin a chain, the key of the interface; else null.</param>
/// <param name="IsNewChain">Whether they take the place of a chain that goes on.</param>
internal sealed record DeliveryRequest(DeliveryKind Kind, bool IsAccepted, long? FromKey, bool IsNewChain)
{
    /// <summary>Plans it, unless it is there already.</summary>
    internal Delivery Plan(DeliveryEngine engine, Permit permit) =>
        Kind == DeliveryKind.Base ? engine.Planner.RequestedBase(permit, IsAccepted ? 0 : null)
        : FromKey is { } key ? engine.Planner.RequestedChangesFrom(permit, key, IsNewChain)
        : engine.Planner.RequestedChanges(permit);

    /// <summary>The delivery in whose place none would be made; null when one would.</summary>
    internal Delivery? Known(DeliveryEngine engine, Permit permit) =>
        Kind == DeliveryKind.Base ? engine.Planner.BaseOfNow(permit)
        : FromKey is { } key ? engine.Planner.BegunAt(permit, key, IsNewChain)
        : engine.Planner.ChangesOfNow(permit);

    /// <summary>What it would hold.</summary>
    internal ComposedDelivery Count(DeliveryEngine engine, Permit permit, IProgress<long> progress, CancellationToken cancellation) =>
        Kind == DeliveryKind.Base ? engine.Preview.CountBase(permit, progress, cancellation)
        : FromKey is { } key ? engine.Preview.CountChangesFrom(permit, key, progress, cancellation)
        : engine.Preview.CountChanges(permit, progress, cancellation);

    /// <summary>Why none was made, or would be.</summary>
    internal string NothingNew(Delivery last, string verb) =>
        $"{last.Permit}: nothing {verb} made: "
            + (FromKey is { } key
                ? FormattableString.Invariant($"the chain that begins at key {key} is there, with ")
                : "nothing has been entered since ")
            + $"{last.Kind.WireName()} {Figures.Number(last.Number)}, planned {Figures.Time(last.Planned)}.";
}
