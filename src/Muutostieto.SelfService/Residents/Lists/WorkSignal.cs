namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>
/// Wakes the work that waits for counts or lists. Woken too often it does nothing; without being woken it looks now and then.
/// </summary>
public sealed class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim counts = new(0);
    private readonly SemaphoreSlim lists = new(0);

    /// <summary>Something has been added.</summary>
    internal void Wake(bool isList) => (isList ? lists : counts).Release();

    /// <summary>Waits until something was added, or for a time, or until it is stopped.</summary>
    internal async Task WaitAsync(bool isList, TimeSpan most, TimeProvider clock, CancellationToken cancellation)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var woken = (isList ? lists : counts).WaitAsync(pause.Token);
        _ = await Task.WhenAny(woken, PauseAsync(most, clock, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A pause that a stop ends.</summary>
    internal static Task PauseAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellation) => Task
        .Delay(time, clock, cancellation)
        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public void Dispose()
    {
        counts.Dispose();
        lists.Dispose();
    }
}
