namespace Muutostieto.Hosting.Status;

/// <summary>
/// The status as it was read a moment ago: users who look at once share one reading, as each reads the whole register's notices. For all
/// threads at once.
/// </summary>
/// <param name="source">Where it is read from.</param>
/// <param name="clock">Says how old it is.</param>
public sealed class RecentStatus(Func<StatusSource> source, TimeProvider clock)
{
    /// <summary>How old it is at most.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    private readonly Lock turn = new();
    private ServiceStatus? last;
    private long readAt;

    /// <summary>The status, of now or of at most <see cref="Age"/> ago.</summary>
    public ServiceStatus Read()
    {
        var asked = clock.GetTimestamp();
        lock (turn)
        {
            // One that was begun after this was asked for is as new as could be, however long it took: no queue of readings forms.
            if (last is null || (readAt < asked && clock.GetElapsedTime(readAt) >= Age))
            {
                (last, readAt) = (null, clock.GetTimestamp());
                last = new StatusReader(clock).Read(source());
            }

            return last;
        }
    }

    /// <summary>Makes the next one that asks read it: something was done that it shows.</summary>
    public void Forget()
    {
        lock (turn)
        {
            last = null;
        }
    }
}
