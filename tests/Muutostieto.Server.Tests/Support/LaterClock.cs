namespace Muutostieto.Server.Tests.Support;

/// <summary>The real time, and what a test adds to it.</summary>
internal sealed class LaterClock : TimeProvider
{
    private TimeSpan passed;

    internal void Pass(TimeSpan time) => passed += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + passed;
}
