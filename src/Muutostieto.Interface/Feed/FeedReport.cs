using Muutostieto.Register;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>What a feed has done.</summary>
public sealed record FeedReport
{
    /// <summary>How many calls were made for persons.</summary>
    public int Calls { get; init; }

    /// <summary>How many elements came.</summary>
    public long Elements { get; init; }

    /// <summary>How many persons were asked for that the source does not show: what it had said of them was passed over.</summary>
    public long PassedOver { get; init; }

    public FeedCounts Counts { get; init; } = new();

    /// <summary>For how many elements something is kept that the register has no place for, by the name of the group.</summary>
    public IReadOnlyDictionary<string, long> Kept { get; init; } = new Dictionary<string, long>();

    /// <summary>The source's key that the register has come to.</summary>
    public long SourceKey { get; init; }

    /// <summary>The journal's key after it.</summary>
    public JournalKey LatestKey { get; init; }
}
