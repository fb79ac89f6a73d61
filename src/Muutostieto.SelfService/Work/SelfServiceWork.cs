using Microsoft.Extensions.Logging;
using Muutostieto.Hosting.Service;
using Muutostieto.Records;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Work;

/// <summary>
/// Works off what users of the self-service wait for: as many counts as there are pairs of cores and one list at a time, the oldest first.
/// What waits is in the store, so that a start goes on with what a stop has left; each pick is claimed there, so that of several services
/// on one database one works on it.
/// </summary>
public sealed class SelfServiceWork
{
    /// <summary>Counts at once: half the cores are left to the pages and to lists.</summary>
    private static readonly int CountsAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How often the store is looked at without being woken: for what waits for something that could not be reached.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>How long picks rest that wait for something that could not be reached, so that they do not hold up the others.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ClearEvery = TimeSpan.FromHours(1);

    private readonly ResidentLists lists;
    private readonly StoreRetention retention;
    private readonly WorkSignal signal;
    private readonly TimeProvider clock;
    private readonly ILogger<SelfServiceWork> log;
    /// <param name="lists">Does it.</param>
    /// <param name="retention">Forgets what is over.</param>
    /// <param name="signal">Wakes it.</param>
    /// <param name="clock">Its pauses.</param>
    /// <param name="log">For the operators.</param>
    public SelfServiceWork(
        ResidentLists lists, StoreRetention retention, WorkSignal signal, TimeProvider clock, ILogger<SelfServiceWork> log) =>
        (this.lists, this.retention, this.signal, this.clock, this.log) = (lists, retention, signal, clock, log);

    /// <summary>Works until it is stopped.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        lists.Begin();
        return Task.WhenAll(
            [
                .. Enumerable.Range(0, CountsAtOnce)
                    .Select(_ => Task.Run(() => LoopAsync(isList: false, cancellation), CancellationToken.None)),
                Task.Run(() => LoopAsync(isList: true, cancellation), CancellationToken.None),
                Task.Run(() => ClearAsync(cancellation), CancellationToken.None),
            ]);
    }

    /// <summary>Does the oldest that waits and that no one else does.</summary>
    /// <param name="isList">Whether a list, else a count.</param>
    /// <param name="cancellation">Breaks off; what was begun is done again.</param>
    /// <returns>Whether there was any.</returns>
    /// <exception cref="MuutostietoException">Transient: it waits for something that cannot be reached for now.</exception>
    public async Task<bool> StepAsync(bool isList, CancellationToken cancellation)
    {
        if (lists.Claim(isList, clock, PickLease.Length) is not { } pick)
        {
            return false;
        }

        TimeSpan? rest = null;
        using var lease = new PickLease(lists, pick, clock, cancellation);
        try
        {
            if (isList)
            {
                await lists.MakeAsync(pick, lease.Token).ConfigureAwait(false);
            }
            else
            {
                lists.Count(pick, lease.Token);
                NativeMemory.GiveBack();
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("Pick {Pick}: another service has taken it over, as this one did not keep its claim in time.", pick.Id);
            return true;
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
        {
            rest = Rest;
            throw;
        }
        finally
        {
            Release(pick, rest);
        }
    }

    private void Release(ResidentPick pick, TimeSpan? rest)
    {
        try
        {
            lists.Release(pick, clock, rest);
        }
        catch (MuutostietoException)
        {
            // The claim ends with its time.
        }
    }

    private async Task LoopAsync(bool isList, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var isDone = await TryAsync(() => StepAsync(isList, cancellation), cancellation).ConfigureAwait(false);
            if (!isDone)
            {
                await signal.WaitAsync(isList, Look, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ClearAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            _ = await TryAsync(
                async () =>
                {
                    await lists.ClearAsync(cancellation).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
            _ = await TryAsync(
                () =>
                {
                    retention.Clear();
                    return Task.FromResult(true);
                },
                cancellation).ConfigureAwait(false);
            await WorkSignal.PauseAsync(ClearEvery, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A failure ends no loop: the store may be locked, the disk full, and both get better.</summary>
    private async Task<bool> TryAsync(Func<Task<bool>> step, CancellationToken cancellation)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (MuutostietoException failure)
        {
            log.LogWarning("Self-service: {Failure}", failure.Message);
            return false;
        }
        catch (Exception error)
        {
            log.LogCritical(
                "Self-service: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                error.GetType().Name,
                error.StackTrace);
            return false;
        }
    }
}
