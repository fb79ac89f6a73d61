using System.Collections.Concurrent;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// What runs that go on side by side in one process share: so many deliveries are composed at once, so many handed over to one drop, and one run at a time
/// serves a permit. A drop that hangs holds up its own recipients only, and a pause before another try holds up nobody.
/// </summary>
/// <param name="parallel">How many, at least 1.</param>
public sealed class RunLimits(int parallel) : IDisposable
{
    private readonly SemaphoreSlim composing = new(parallel);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> publishing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> permits = new(StringComparer.Ordinal);

    public void Dispose()
    {
        composing.Dispose();
        foreach (var slots in publishing.Values.Concat(permits.Values))
        {
            slots.Dispose();
        }
    }

    internal Task<IDisposable> ComposingAsync(CancellationToken cancellation) => EnterAsync(composing, cancellation);

    internal Task<IDisposable> PublishingAsync(string drop, CancellationToken cancellation) =>
        EnterAsync(publishing.GetOrAdd(drop, static (_, slots) => new SemaphoreSlim(slots), parallel), cancellation);

    internal Task<IDisposable> PermitAsync(string permit, CancellationToken cancellation) =>
        EnterAsync(permits.GetOrAdd(permit, static _ => new SemaphoreSlim(1)), cancellation);

    private static async Task<IDisposable> EnterAsync(SemaphoreSlim slots, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        return new Slot(slots);
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
