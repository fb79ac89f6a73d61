using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Status;

/// <summary>Builds the status of the connections of permits that are valid.</summary>
internal static class ConnectionStatusBuilder
{
    /// <summary>After so many days without an answer fetched a connection is an alert.</summary>
    internal const int QuietDays = 14;

    /// <summary>The connections by their permits, with what is to be seen to.</summary>
    /// <param name="source">Where from; without a configuration there are none.</param>
    /// <param name="journalKey">The register's last key; null when it cannot be read.</param>
    /// <param name="now">As of when.</param>
    internal static (IReadOnlyList<ConnectionStatus> Connections, IReadOnlyList<Alert> Alerts) Of(
        StatusSource source, long? journalKey, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, HelsinkiTime.Zone).DateTime);
        var memory = Remembered(source);
        var (connections, alerts) = (new List<ConnectionStatus>(), new List<Alert>());
        foreach (var permit in (source.Configuration?.PermitsValidOn(today) ?? []).Where(permit => permit.Interface is not null))
        {
            var user = permit.Interface!.User;
            var known = memory.GetValueOrDefault(user);
            var lag = journalKey - known?.LastKey;
            connections.Add(
                new ConnectionStatus(
                    permit.Id, user, known?.LastFetch, known?.LastKey, lag is { } entries ? Math.Max(entries, 0) : null));
            if (known is not null && (known.LastFetch ?? known.Since) is var since && now - since > TimeSpan.FromDays(QuietDays))
            {
                alerts.Add(
                    new Alert(
                        AlertKind.NotFetched,
                        permit.Id,
                        null,
                        since,
                        FailureKind.Overdue,
                        $"{permit.Id}: the connection {user} has fetched nothing over the interface since {HelsinkiTime.Text(since)}. Ask "
                            + "its recipient.",
                        HelsinkiTime.Text(since)));
            }
        }

        return (connections, alerts);
    }

    /// <summary>Nothing where the database cannot be asked: that it cannot, its other stores say.</summary>
    private static IReadOnlyDictionary<string, ConnectionMemory> Remembered(StatusSource source)
    {
        try
        {
            return ConnectionMemoryPlace.Of(source.Files, source.DataDirectory, source.Configuration?.Settings.Store).Read();
        }
        catch (MuutostietoException)
        {
            return new Dictionary<string, ConnectionMemory>();
        }
    }
}
