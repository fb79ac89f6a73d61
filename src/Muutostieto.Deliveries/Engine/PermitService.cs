using Muutostieto.Deliveries.Ledger;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// One permit's engine with a register of its own, opened when there is something to do: a register's reader is for one thread at a time.
/// </summary>
internal sealed class PermitService : IDisposable
{
    private readonly Lazy<IRegister> register;
    private readonly Lazy<DeliveryEngine> engine;

    /// <param name="registers">Opens the register.</param>
    /// <param name="engines">The engine over a register and a ledger.</param>
    /// <param name="turn">In which it works.</param>
    internal PermitService(Func<IRegister> registers, Func<IRegister, ILedger, DeliveryEngine> engines, WorkTurn turn)
    {
        Turn = turn;
        register = new(registers);
        engine = new(() => engines(register.Value, turn.Ledger));
    }

    internal DeliveryEngine Engine => engine.Value;

    /// <summary>The permit's.</summary>
    internal WorkTurn Turn { get; }

    public void Dispose()
    {
        if (register.IsValueCreated)
        {
            register.Value.Dispose();
        }
    }
}
