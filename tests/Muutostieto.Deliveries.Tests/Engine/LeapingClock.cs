namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A clock that is set by the test and skips waits: a delay returns at once, with the clock advanced.</summary>
internal sealed class LeapingClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();

    /// <summary>The pauses so far.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return Now.ToUniversalTime();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            Pauses.Add(dueTime);
            Now += dueTime;
        }

        return new Timer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
