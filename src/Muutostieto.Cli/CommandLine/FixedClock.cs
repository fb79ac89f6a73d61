namespace Muutostieto.Cli.CommandLine;

/// <summary>A clock that always gives the same time.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}
