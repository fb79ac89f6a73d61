using System.Collections.Concurrent;

namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>How far the picks are that are being worked on: persons looked at, of an estimate. For all threads at once.</summary>
public sealed class PickProgress
{
    private readonly ConcurrentDictionary<string, (long Done, long Estimate)> progress = new(StringComparer.Ordinal);

    /// <summary>From 0 to 1; null when it is not being worked on.</summary>
    public double? Of(string pick) => progress.TryGetValue(pick, out var found)
        ? Math.Clamp((double)found.Done / Math.Max(1, found.Estimate), 0, 1)
        : null;

    internal IProgress<long> Begin(string pick, long estimate)
    {
        progress[pick] = (0, estimate);
        return new Counter(done => progress[pick] = (done, estimate));
    }

    internal void End(string pick) => progress.TryRemove(pick, out _);

    private sealed class Counter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
