namespace Muutostieto.Testing;

/// <summary>A clock that does not advance until it is set.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
