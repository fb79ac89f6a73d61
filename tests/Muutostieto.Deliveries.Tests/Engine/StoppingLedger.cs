using System.Reflection;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A ledger before whose steps the process may end.</summary>
internal sealed class StoppingLedger
{
    private static readonly HashSet<string> Steps = [nameof(ILedger.Withdraw), nameof(ILedger.MarkLost), nameof(ILedger.Accept)];

    internal StoppingLedger(ILedger ledger, Func<bool> stops)
    {
        Ledger = DispatchProxy.Create<ILedger, Proxy>();
        ((Proxy)Ledger).Call = (method, arguments) =>
            Steps.Contains(method.Name) && stops() ? throw new StoppedException() : method.Invoke(ledger, arguments);
    }

    internal ILedger Ledger { get; }

    /// <summary>Open, as the framework derives from it.</summary>
    // CA1852: the framework derives from it at run time.
#pragma warning disable CA1852
    public class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        internal Func<MethodInfo, object?[]?, object?> Call { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!, args);
    }
}
