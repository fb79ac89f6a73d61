using Muutostieto.Deliveries.Status;

namespace Muutostieto.Deliveries.Notifications;

/// <summary>
/// Tells people of what failed, is overdue or was refused: each once, by each way, and again only when it has changed or had been over. What could not be told is told after the
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
        var failures = new List<(string, string)>();
        var (before, now) = (memory.Read().Told, new Dictionary<string, string>());
        foreach (var notifier in notifiers)
        {
            var current = status.Troubles.Where(trouble => trouble.Kind is TroubleKind.Failed or TroubleKind.Overdue or TroubleKind.Refused or TroubleKind.Chain or TroubleKind.Ledger)
                .Select(trouble => (Key: $"{notifier.Name} {trouble.KindName} {trouble.Delivery?.Title ?? trouble.Permit}".TrimEnd(), Mark: MarkOf(trouble), Trouble: trouble))
                .DistinctBy(found => found.Key).ToList();
            var fresh = current.Where(found => before.GetValueOrDefault(found.Key) != found.Mark).ToList();
            var told = fresh.Count == 0 || await TellAsync(notifier, [.. fresh.Select(found => TroubleSummary.Of(found.Trouble))], failures, cancellation).ConfigureAwait(false);

            // What is over is forgotten, so that it is told when it comes again.
            foreach (var (key, mark, _) in current.Where(found => told || !fresh.Contains(found)))
            {
                now[key] = mark;
            }
        }

        if (!now.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(before.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
        {
            memory.RememberTold(now);
        }

        return failures;
    }

    private async Task<bool> TellAsync(INotifier notifier, IReadOnlyList<TroubleSummary> events, List<(string, string)> failures, CancellationToken cancellation)
    {
        try
        {
            await notifier.TellAsync(new NoticeMessage("muutostieto", Environment.MachineName, clock.GetUtcNow(), events), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (NotificationException failure)
        {
            failures.Add((notifier.Name, failure.Message));
            return false;
        }
    }

    /// <summary>A failure's message may count or tell the time: that alone does not make it another one.</summary>
    private static string MarkOf(Trouble trouble) => trouble.Mark.Length > 0
        ? trouble.Mark
        : $"{(int)trouble.ExitCode} {string.Concat(trouble.Message.Where(c => !char.IsAsciiDigit(c)))}";
}
