using System.Threading.RateLimiting;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Server.Interface;

/// <summary>
/// A call costs memory and looks into the register: a limited number are answered at once, the others wait for up to ten seconds.
/// Calls with a long body need much more memory: only two of them are answered at once.
/// </summary>
internal sealed class CallTurns(InterfaceSettings settings) : IDisposable
{
    /// <summary>Bodies of at least this size, or of unknown length, are long: 1 MiB is about 70,000 identity codes.</summary>
    private const int Long = 1 << 20;

    private const int LongAtOnce = 2;
    private const int Waiting = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.CallsAtOnce,
        QueueLimit = Waiting,
    });

    private readonly ConcurrencyLimiter longs = new(new ConcurrencyLimiterOptions { PermitLimit = LongAtOnce, QueueLimit = Waiting });

    /// <summary>Waits for a turn, which ends when what is returned is disposed of.</summary>
    /// <exception cref="ProblemException">None came in time.</exception>
    internal Task<IDisposable> TakeAsync(CancellationToken cancellation) => TakeAsync(limiter, cancellation);

    /// <summary>Waits, before the turn itself, for the one that a body of this length needs; null when it needs none.</summary>
    /// <param name="bytes">Null when the request does not say it.</param>
    /// <param name="cancellation">The client has gone.</param>
    /// <exception cref="ProblemException">None came in time.</exception>
    internal async Task<IDisposable?> TakeForAsync(long? bytes, CancellationToken cancellation) =>
        bytes is >= 0 and < Long ? null : await TakeAsync(longs, cancellation).ConfigureAwait(false);

    private static async Task<IDisposable> TakeAsync(ConcurrencyLimiter limiter, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var lease = await limiter.AcquireAsync(1, patience.Token).ConfigureAwait(false);
            if (lease.IsAcquired)
            {
                return lease;
            }

            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // No turn became free in time.
        }

        throw new ProblemException(Problem.Busy, (int)Patience.TotalSeconds);
    }

    public void Dispose()
    {
        limiter.Dispose();
        longs.Dispose();
    }
}
