using Muutostieto.Records;

namespace Muutostieto.Interface.Feed;

/// <summary>The steps by which failures of a feed are put right.</summary>
public abstract record FeedRemedy : Remedy
{
    private FeedRemedy()
    {
    }

    /// <summary>Load the register from its source.</summary>
    public sealed record Load : FeedRemedy;

    /// <summary>Load a register once more that was loaded before.</summary>
    public sealed record LoadAgain : FeedRemedy;

    /// <summary>Fetch changes.</summary>
    public sealed record Run : FeedRemedy;

    /// <summary>Fetch once more, and confirm a clock that is right.</summary>
    /// <param name="OfLoad">Whether everything is to be loaded; else changes.</param>
    public sealed record ConfirmClock(bool OfLoad) : FeedRemedy;

    /// <summary>Say whose data are fetched.</summary>
    public sealed record AddToList : FeedRemedy;
}
