using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// One permit's engine with a register of its own, opened when there is something to do: a register's reader is for one thread at a time.
/// </summary>
internal sealed class PermitService : IDisposable
{
    private readonly Lazy<IRegister> register;
    private readonly Lazy<DeliveryEngine> engine;

    internal PermitService(Func<IRegister> registers, Func<IRegister, DeliveryEngine> engines)
    {
        register = new(registers);
        engine = new(() => engines(register.Value));
    }

    internal DeliveryEngine Engine => engine.Value;

    public void Dispose()
    {
        if (register.IsValueCreated)
        {
            register.Value.Dispose();
        }
    }
}
