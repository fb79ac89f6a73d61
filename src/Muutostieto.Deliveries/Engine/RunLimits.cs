using System.Collections.Concurrent;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// What parallel runs in one process share: a limit of deliveries composed at once, a limit of deliveries published to one drop at once,
/// and one run at a time per permit. A drop that hangs holds up its own recipients only, and a pause before a retry holds up no other
/// permit.
/// </summary>
/// <param name="parallel">How many, at least 1.</param>
public sealed class RunLimits(int parallel) : IDisposable
{
    private readonly SemaphoreSlim composing = new(parallel);
    private readonly SemaphoreSlim hands = new(parallel);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> publishing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> permits = new(StringComparer.Ordinal);

    public void Dispose()
    {
        composing.Dispose();
        hands.Dispose();
        foreach (var slots in publishing.Values.Concat(permits.Values))
        {
            slots.Dispose();
        }
    }

    /// <summary>Waits until no other run of the process serves a permit, and keeps others from it until what it returns is disposed
    /// of.</summary>
    public Task<IDisposable> TakeTurnAsync(string permit, CancellationToken cancellation) => PermitAsync(permit, cancellation);

    internal Task<IDisposable> ComposingAsync(CancellationToken cancellation) => EnterAsync(composing, cancellation);

    /// <summary>Waits until this process can take up another permit, where several processes share the permits.</summary>
    internal Task<IDisposable> HandAsync(CancellationToken cancellation) => EnterAsync(hands, cancellation);

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
