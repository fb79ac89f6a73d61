using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>Adds up what a feed does.</summary>
internal sealed class FeedTally
{
    private readonly SortedDictionary<string, long> kept = new(StringComparer.Ordinal);

    public FeedReport Report { get; private set; } = new();

    public void Call() => Report = Report with { Calls = Report.Calls + 1 };

    /// <summary>Adds what has come into force.</summary>
    public void Add(IReadOnlyCollection<FeedRecord> records, long passedOver, FeedCounts counts)
    {
        foreach (var record in records)
        {
            Keep(record);
        }

        Add(records.Count, passedOver, counts);
    }

    /// <summary>Adds records that were shown one by one with <see cref="Keep"/>.</summary>
    public void Add(long elements, long passedOver, FeedCounts counts) => Report = Report with
    {
        Elements = Report.Elements + elements,
        PassedOver = Report.PassedOver + passedOver,
        Counts = Report.Counts + counts,
        Kept = kept,
    };

    public void Keep(FeedRecord record)
    {
        foreach (var name in record.Kept.Select(group => group.Name).Distinct())
        {
            kept[name] = kept.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Forgets what was kept of an answer that broke.</summary>
    public void Restart() => kept.Clear();

    public FeedReport At(long sourceKey, Muutostieto.Register.JournalKey latest) =>
        Report = Report with { SourceKey = sourceKey, LatestKey = latest };
}
