using Muutostieto.Register;

namespace Muutostieto.Hosting.Runs;

/// <summary>
/// The write side of a register that stays open through a run, with the pages that it has read, while each transaction is one of its own.
/// </summary>
/// <param name="open">Opens it, when it is first needed.</param>
internal sealed class KeptWriter(Func<IRegisterWriter> open) : IDisposable
{
    private IRegisterWriter? writer;

    /// <summary>The write side; disposing of what is given leaves it open.</summary>
    public IRegisterWriter Lend() => new Lent(writer ??= open());

    public void Dispose() => writer?.Dispose();

    private sealed class Lent(IRegisterWriter writer) : IRegisterWriter
    {
        public RegisterTransaction Begin() => writer.Begin();

        public void Dispose()
        {
            // The run disposes of it.
        }
    }
}
