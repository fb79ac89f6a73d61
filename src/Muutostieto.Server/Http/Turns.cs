namespace Muutostieto.Server.Http;

/// <summary>A page costs a look into register and ledger: few are made at once, the others wait.</summary>
internal sealed class Turns : IDisposable
{
    private const int AtOnce = 4;
    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <returns>False when no turn came in time.</returns>
    internal Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellation) => turns.WaitAsync(patience, cancellation);

    internal void Release() => turns.Release();

    public void Dispose() => turns.Dispose();
}
