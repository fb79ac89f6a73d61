using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Tries again what failed with <see cref="FailureKind.Transient"/>, after pauses that grow from 15 seconds to 10 minutes, until a window
/// of time is over; then the next run does. Every other error persists until an operator acts and is not retried.
/// </summary>
/// <param name="window">Counts from the first failure; zero: nothing is tried again.</param>
/// <param name="clock">Times the pauses.</param>
/// <param name="random">Spreads the pauses of several permits, so that a server that comes back is not met by all at once.</param>
public sealed class RetryPolicy(TimeSpan window, TimeProvider clock, Random random)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Nothing is tried again.</summary>
    public static RetryPolicy None { get; } = new(TimeSpan.Zero, TimeProvider.System, Random.Shared);

    /// <summary>Does the step until it succeeds, fails for good, or the window is over: then with the last failure.</summary>
    /// <param name="step">May be done again.</param>
    /// <param name="failed">Called with each failure after which the step is retried, and the pause before.</param>
    /// <param name="cancellation">Ends the pauses too.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> step, Action<MuutostietoException, TimeSpan> failed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(failed);
        DateTimeOffset? end = null;
        for (var failures = 0; ; failures++)
        {
            TimeSpan pause;
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient)
            {
                pause = PauseAfter(failures);
                end ??= clock.GetUtcNow() + window;
                if (clock.GetUtcNow() + pause > end)
                {
                    throw;
                }

                failed(failure, pause);
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Twice as long as the one before, less up to a half by chance: so each is still longer than the last.</summary>
    private TimeSpan PauseAfter(int failures)
    {
        var full = FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return (full < LongestPause ? full : LongestPause) * (1 - (Chance() / 2));
    }

    private double Chance()
    {
        // A Random is for one thread at a time, and several permits may fail at once.
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
