namespace Muutostieto.Interface.Feed;

/// <summary>The source did not answer a call, or not wholly; it may answer when it is asked again.</summary>
/// <param name="what">What happened; never about a person.</param>
/// <param name="after">When the source wants to be asked again; null: it did not say.</param>
/// <param name="inner">What made it known; null: nothing else.</param>
internal sealed class SourceBusyException(string what, TimeSpan? after = null, Exception? inner = null) : Exception(what, inner)
{
    public TimeSpan? After { get; } = after;
}
