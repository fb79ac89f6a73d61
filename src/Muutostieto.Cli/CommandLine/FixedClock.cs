namespace Muutostieto.Cli.CommandLine;

/// <summary>A clock that stands still at a given time.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}
