using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Notifications;

/// <summary>
/// Tells people of what failed, is overdue, was refused or has to be withdrawn: each once, by each way, all ways at the same time, and again only when it has changed or had been over. What could not be told is told after the
/// next run. Never fails: whatever keeps people from being told keeps no delivery from anybody.
/// </summary>
/// <param name="notifiers">The ways.</param>
/// <param name="memory">Remembers what was told.</param>
/// <param name="clock">Says when it is told.</param>
public sealed class NotificationRun(IReadOnlyList<INotifier> notifiers, RunMemoryFile memory, TimeProvider clock)
{
    /// <summary>Tells what is new in a status.</summary>
    /// <returns>The ways by which nobody could be told, each with the reason.</returns>
    public async Task<IReadOnlyList<(string Way, string Reason)>> RunAsync(ServiceStatus status, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(status);
        var before = memory.Read().Told;
        var ways = await Task.WhenAll(notifiers.Select(notifier => TellAsync(notifier, status, before, cancellation))).ConfigureAwait(false);
        var now = ways.SelectMany(way => way.Told).ToDictionary();
        if (!now.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(before.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
        {
            memory.RememberTold(now);
        }

        return [.. ways.Where(way => way.Failure is not null).Select(way => (way.Name, way.Failure!))];
    }

    private async Task<(string Name, IReadOnlyDictionary<string, string> Told, string? Failure)> TellAsync(
        INotifier notifier, ServiceStatus status, IReadOnlyDictionary<string, string> before, CancellationToken cancellation)
    {
        var current = status.Troubles.Where(trouble => trouble.Kind is TroubleKind.Failed or TroubleKind.Overdue or TroubleKind.Refused or TroubleKind.Unclear or TroubleKind.Chain or TroubleKind.Ledger
                or TroubleKind.Overtaken or TroubleKind.OrderHeld or TroubleKind.ImportFailed or TroubleKind.FeedQuiet or TroubleKind.FeedGap or TroubleKind.Log or TroubleKind.Exposed or TroubleKind.Clock)
            .Select(trouble => (Key: $"{notifier.Key} {trouble.KindName} {trouble.Delivery?.Title ?? trouble.Permit}".TrimEnd(), Mark: MarkOf(trouble), Trouble: trouble))
            .DistinctBy(found => found.Key).ToList();
        var fresh = current.Where(found => before.GetValueOrDefault(found.Key) != found.Mark).ToList();
        string? failure = null;
        try
        {
            if (fresh.Count > 0)
            {
                var events = fresh.Select(found => TroubleSummary.Of(found.Trouble)).ToList();
                await notifier.TellAsync(new NoticeMessage("muutostieto", Environment.MachineName, clock.GetUtcNow(), events), cancellation).ConfigureAwait(false);
            }
        }
        catch (NotificationException notTold)
        {
            failure = notTold.Message;
        }

        // What is over is forgotten, so that it is told when it comes again.
        return (notifier.Name, current.Where(found => failure is null || !fresh.Contains(found)).ToDictionary(found => found.Key, found => found.Mark), failure);
    }

    /// <summary>A failure's message may count or tell the time: that alone does not make it another one.</summary>
    private static string MarkOf(Trouble trouble) => trouble.Mark.Length > 0
        ? trouble.Mark
        : $"{(int)trouble.ExitCode} {string.Concat(trouble.Message.Where(c => !char.IsAsciiDigit(c)))}";
}
