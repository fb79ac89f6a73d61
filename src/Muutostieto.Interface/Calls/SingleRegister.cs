using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>A register without copies.</summary>
/// <param name="open">Opens it for one call.</param>
internal sealed class SingleRegister(Func<IRegister> open) : IRegisterSource
{
    /// <inheritdoc/>
    public IRegister Open() => open();

    /// <inheritdoc/>
    public ValueTask<IRegister?> OpenCopyAsync(IRegister register, JournalKey atLeast, CancellationToken cancellation) =>
        new((IRegister?)null);
}
