using Muutostieto.Hosting.Status;

namespace Muutostieto.Hosting.Notifications;

/// <summary>
/// Notifies people of what failed, is overdue, was refused or has to be withdrawn: each once per way, all ways in parallel, and again only
/// when it has changed or has recurred. What could not be sent is retried after the next run. A failed notification is returned and
/// stops no delivery.
/// </summary>
/// <param name="notifiers">The ways.</param>
/// <param name="memory">Remembers what was notified.</param>
/// <param name="clock">Gives the time of the notification.</param>
public sealed class NotificationRun(IReadOnlyList<INotifier> notifiers, RunMemoryFile memory, TimeProvider clock)
{
    /// <summary>Notifies of what is new in a status.</summary>
    /// <returns>The ways that failed, each with the reason.</returns>
    public async Task<IReadOnlyList<(string Way, string Reason)>> RunAsync(ServiceStatus status, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(status);
        var before = memory.Read().Notified;
        var ways = await Task.WhenAll(notifiers.Select(notifier => NotifyAsync(notifier, status, before, cancellation)))
            .ConfigureAwait(false);
        var now = ways.SelectMany(way => way.Notified).ToDictionary();
        if (!now.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(before.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
        {
            memory.RememberNotified(now);
        }

        return [.. ways.Where(way => way.Failure is not null).Select(way => (way.Name, way.Failure!))];
    }

    private async Task<(string Name, IReadOnlyDictionary<string, string> Notified, string? Failure)> NotifyAsync(
        INotifier notifier, ServiceStatus status, IReadOnlyDictionary<string, string> before, CancellationToken cancellation)
    {
        var current = status
            .Alerts.Where(alert =>
                alert.Kind
                    is AlertKind.Failed
                        or AlertKind.Overdue
                        or AlertKind.NotFetched
                        or AlertKind.Refused
                        or AlertKind.Unclear
                        or AlertKind.Chain
                        or AlertKind.Ledger
                        or AlertKind.Overtaken
                        or AlertKind.OrderHeld
                        or AlertKind.ImportFailed
                        or AlertKind.FeedQuiet
                        or AlertKind.FeedGap
                        or AlertKind.Log
                        or AlertKind.Exposed
                        or AlertKind.Clock)
            .Select(alert =>
                (
                    Key: $"{notifier.Key} {alert.KindName} {alert.Delivery?.Title ?? alert.Permit}".TrimEnd(),
                    Fingerprint: FingerprintOf(alert),
                    Alert: alert))
            .DistinctBy(found => found.Key)
            .ToList();
        var fresh = current.Where(found => before.GetValueOrDefault(found.Key) != found.Fingerprint).ToList();
        string? failure = null;
        try
        {
            if (fresh.Count > 0)
            {
                var events = fresh.Select(found => AlertSummary.Of(found.Alert)).ToList();
                await notifier
                    .NotifyAsync(new NoticeMessage("muutostieto", Environment.MachineName, clock.GetUtcNow(), events), cancellation)
                    .ConfigureAwait(false);
            }
        }
        catch (NotificationException notNotified)
        {
            failure = notNotified.Message;
        }

        // What is over is forgotten, so that it is notified when it recurs.
        return (notifier.Name,
            current.Where(found => failure is null || !fresh.Contains(found)).ToDictionary(found => found.Key, found => found.Fingerprint),
            failure);
    }

    /// <summary>A failure's message may contain counts or times: a change of digits alone does not make it a new failure.</summary>
    private static string FingerprintOf(Alert alert) => alert.Fingerprint.Length > 0
        ? alert.Fingerprint
        : $"{FailureNumber.Of(alert.Failure)} {string.Concat(alert.Message.Where(c => !char.IsAsciiDigit(c)))}";
}
