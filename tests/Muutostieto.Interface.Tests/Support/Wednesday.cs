namespace Muutostieto.Interface.Tests.Support;

/// <summary>A Wednesday: the week's base data are of the Sunday before, 31.5.2026.</summary>
internal sealed class Wednesday : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 6, 3, 9, 0, 0, TimeSpan.Zero);
}
