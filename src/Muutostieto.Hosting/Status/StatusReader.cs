using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Status;

/// <summary>
/// Assembles what an operator sees. Read-only: makes and changes nothing, takes no lock, and works during a run. What is missing or broken
/// is reported, and the rest is shown.
/// </summary>
public sealed class StatusReader(TimeProvider clock)
{
    /// <summary>The status as of now.</summary>
    public ServiceStatus Read(StatusSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var now = clock.GetUtcNow();
        var memory = new RunMemoryFile(source.Files, source.DataDirectory).Read();
        var alerts = new List<Alert>();
        if (source.ConfigurationFault is { } fault)
        {
            alerts.Add(new Alert(AlertKind.Configuration, null, null, null, FailureKind.Usage, fault));
        }

        // Of a data folder that cannot be read, ledger and register would say the same once more.
        var isThere = IsDataThere(source, alerts);
        var (deliveries, recipients, isRead) = isThere ? Ledger(source, memory, alerts) : ([], [], false);
        var (key, feed, notices) = isThere ? RegisterKey(source, deliveries, alerts) : (null, null, null);
        if (feed is not null && ClockGuard.Stops(feed) && Doubt(source, memory, deliveries, feed, now) is { } doubt)
        {
            alerts.Add(
                new Alert(
                    AlertKind.Clock,
                    null,
                    null,
                    null,
                    FailureKind.Fault,
                    source.Words.Of(
                        $"No run starts: {doubt} Correct the clock; when it is right, confirm it once.",
                        new HostRemedy.ConfirmClock()),
                    "clock"));
        }

        if (memory.Log is { } log)
        {
            alerts.Add(
                new Alert(
                    AlertKind.Log,
                    null,
                    null,
                    log.Since,
                    FailureKind.Fault,
                    $"The log cannot be written: {log.Message} Deliveries go on. Make its folder writable."));
        }

        if (isThere && source.Configuration?.Settings.IsProduction == true)
        {
            alerts.AddRange(
                source
                    .Data.Openings()
                    .Select(opening => new Alert(
                        AlertKind.Exposed,
                        null,
                        null,
                        null,
                        FailureKind.Fault,
                        $"{opening.Folder}: {opening.Found}. {opening.Remedy}",
                        opening.Folder)));
        }

        if (isThere)
        {
            alerts.AddRange(FeedAlerts.Read(source, now));
        }

        if (memory.Last is { Message: { } stopped } last)
        {
            alerts.Add(new Alert(AlertKind.Failed, null, null, last.Began, last.Failure, stopped));
        }

        var overtaken = key is null || !isRead ? [] : Overtaken(source, alerts);
        var judge = new PermitStatusBuilder(source.Words, memory, key, now, overtaken, source.Configuration is not null, isRead);
        var permits = Permits(source, deliveries, recipients, judge);
        alerts.AddRange(permits.SelectMany(permit => permit.Alerts));
        var (connections, notFetched) = ConnectionStatusBuilder.Of(source, key, now);
        alerts.AddRange(notFetched);

        // The audit fails in no permit's name: where its chain contradicts itself or the ledger, that is a broken chain.
        alerts.AddRange(
            memory
                .Failures.ExceptBy(permits.Select(permit => permit.Id), failure => failure.Key)
                .Select(failure => new Alert(
                    failure.Value.Kind == FailureKind.Integrity ? AlertKind.Chain : AlertKind.Failed,
                    null,
                    null,
                    failure.Value.Since,
                    failure.Value.Kind,
                    $"{failure.Key}: {failure.Value.Message}")));
        return new ServiceStatus
        {
            At = now,
            UnderWay = source.Data.Ledger.RunUnderWay(source.Files, source.DataDirectory),
            LastRun = memory.Last,
            JournalKey = key,
            Notices = notices,
            Permits = permits,
            Connections = connections,
            Feed = FeedStatusBuilder.Of(source, now),
            Alerts = [.. alerts.OrderBy(alert => !alert.IsUnhealthy).ThenBy(alert => alert.Kind)],
        };
    }

    /// <summary>One delivery with all that the ledger has of it; null when there is none, or no ledger.</summary>
    /// <exception cref="MuutostietoException">The ledger cannot be read.</exception>
    public static Delivery? ReadDelivery(StatusSource source, long id)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Data.HasLedger())
        {
            return null;
        }

        using var ledger = source.Data.Ledger.OpenOverview();
        return ledger.One(id);
    }

    private static bool IsDataThere(StatusSource source, List<Alert> alerts)
    {
        try
        {
            source.Data.Require();
        }
        catch (MuutostietoException failure)
        {
            alerts.Add(new Alert(AlertKind.Data, null, null, null, failure.Kind, source.Words.Of(failure)));
            return false;
        }

        if (source.Data.ReadOnlyFault() is { } fault)
        {
            alerts.Add(new Alert(AlertKind.Data, null, null, null, FailureKind.Fault, fault));
        }

        return true;
    }

    private static (IReadOnlyList<DeliveryOverview> Deliveries, Dictionary<string, string> Recipients, bool IsRead) Ledger(
        StatusSource source,
        RunMemory memory,
        List<Alert> alerts)
    {
        try
        {
            var data = source.Data;
            if (data.HasLedger())
            {
                using var ledger = data.Ledger.OpenOverview();
                return (ledger.All(), ledger.Recipients(), true);
            }

            // Before the first run there is none yet.
            if (memory.Last is not { Message: null })
            {
                return ([], [], true);
            }

            alerts.Add(
                new Alert(
                    AlertKind.Ledger,
                    null,
                    null,
                    null,
                    FailureKind.Integrity,
                    $"{data.Ledger.Name}: the ledger is missing, and there was one at the last run. Restore it from a backup before the "
                        + "next run."
                ));
        }
        catch (MuutostietoException failure)
        {
            // Another folder that is no data folder is a mistake of the command line; all else is the ledger's.
            alerts.Add(
                new Alert(
                    failure.Kind == FailureKind.Usage ? AlertKind.Data : AlertKind.Ledger,
                    null,
                    null,
                    null,
                    failure.Kind,
                    source.Words.Of(failure)));
        }

        return ([], [], false);
    }

    /// <summary>
    /// What keeps the next run from starting. Before the first run that may be the last import, which is not said again where it is the
    /// feed's own alert (<see cref="FeedAlerts"/>).
    /// </summary>
    private static string? Doubt(
        StatusSource source,
        RunMemory memory,
        IReadOnlyList<DeliveryOverview> deliveries,
        RegisterFeed feed,
        DateTimeOffset now) =>
        new ClockGuard((source.Configuration?.Settings.Run ?? new RunSettings()).MaxDaysSinceLastRun).Doubt(
            now,
            memory,
            deliveries.Select(delivery =>
                (delivery.Id, Newest: delivery.PublishedAt > delivery.Planned ? delivery.PublishedAt.Value : delivery.Planned)),
            FeedAlerts.JudgesLastImport(feed, source, now) ? null : feed.LastImport);

    /// <returns>The last key, null when it cannot be read; how the register is filled, null likewise; and what the register's keeper should
    /// know.</returns>
    private static (long? Key, RegisterFeed? Feed, KeeperNotices? Notices) RegisterKey(
        StatusSource source,
        IReadOnlyList<DeliveryOverview> deliveries,
        List<Alert> alerts)
    {
        var latest = deliveries.Where(delivery => delivery.State != DeliveryState.Withdrawn).MaxBy(delivery => delivery.Window.To);
        try
        {
            if (!source.Data.HasRegister && latest is null && source.Configuration?.Settings.IsProduction != true)
            {
                // A trial installation's first run makes one.
                return (null, null, null);
            }

            using var register = source.OpenRegister();
            var key = register.LatestKey().Value;
            if (latest is not null && key < latest.Window.To)
            {
                alerts.Add(
                    new Alert(
                        AlertKind.Chain,
                        latest.Permit,
                        latest,
                        latest.Planned,
                        FailureKind.Integrity,
                        $"{latest.Title} ends at journal key {latest.Window.To}, the register at {key}: the register is older than the "
                            + "ledger. Restore both from backups of the same night."
                    ));
            }

            if (source.Configuration is { } configuration && ProductionRegister.Fault(configuration.Settings, register) is { } fault)
            {
                alerts.Add(new Alert(AlertKind.Register, null, null, null, FailureKind.Usage,
                    source.Words.Of($"{fault}. No run starts. {ProductionRegister.Advice}", ProductionRegister.Remedy)));
            }

            if (source.Configuration is { } signed
                && SigningKeyFault.Of(source.Files, signed.Settings, opens: false) is var (place, found, advice, remedy))
            {
                alerts.Add(
                    new Alert(
                        AlertKind.Signing,
                        null,
                        null,
                        null,
                        FailureKind.Usage,
                        source.Words.Of($"{place}: {found}. No run starts. {advice}", remedy)));
            }

            return (key,
                register.Feed(),
                new KeeperNotices(register.SharingDwellingWithProtected(), register.RelationsToUnknown()));
        }
        catch (MuutostietoException failure)
        {
            alerts.Add(new Alert(AlertKind.Register, null, null, null, failure.Kind, source.Words.Of(failure)));
            return (null, null, null);
        }
    }

    /// <summary>What is in the drops and has to be withdrawn. An older ledger is judged by the run that converts it.</summary>
    private Dictionary<long, WithdrawalDue> Overtaken(StatusSource source, List<Alert> alerts)
    {
        try
        {
            var place = source.Data.Ledger;
            if (source.Configuration is null || !place.IsThere)
            {
                return [];
            }

            using var ledger = place.OpenRead();
            if (ledger is null || !PublishedReview.IsNeeded(ledger))
            {
                return [];
            }

            using var register = source.OpenRegister();
            var audit = source.Configuration.Settings.Audit.OpenReader(source.Files);
            return new PublishedReview(source.Configuration.Deliveries, LayoutsOf(ledger), register, ledger, audit, clock)
                .Find()
                .ToDictionary(due => due.Delivery.Id);
        }
        catch (MuutostietoException failure)
        {
            alerts.Add(
                new Alert(
                    AlertKind.Overtaken,
                    null,
                    null,
                    null,
                    failure.Kind,
                    source.Words.Of($"What lies in the drops could not be judged: {failure.Message}", failure.Remedy)));
            return [];
        }
    }

    /// <summary>The layouts of persons that the latest delivery has which has some.</summary>
    private static GroupCatalog? LayoutsOf(SqlLedger ledger) =>
        ledger
            .List()
            .Reverse()
            .Select(delivery => delivery.CatalogDigest)
            .Distinct()
            .Select(ledger.FindLayouts)
            .OfType<byte[]>()
            .Select(kept => GroupCatalogReader.Read(kept).Catalog)
            .FirstOrDefault(catalog => catalog?.Unit == RecordUnit.Person);

    private static List<PermitStatus> Permits(
        StatusSource source,
        IReadOnlyList<DeliveryOverview> deliveries,
        Dictionary<string, string> recipients,
        PermitStatusBuilder judge)
    {
        var own = deliveries.GroupBy(delivery => delivery.Permit).ToDictionary(group => group.Key, group => group.Reverse().ToList());
        var permits = (source.Configuration?.Permits ?? []).Select(permit => judge.Of(permit, own.GetValueOrDefault(permit.Id, [])));
        var gone = own.Where(group => source.Configuration?.Permits.Any(permit => permit.Id == group.Key) != true)
            .Select(group => judge.Of(group.Key, recipients.GetValueOrDefault(group.Key, group.Key), group.Value));
        return [.. permits.Concat(gone).OrderBy(permit => permit.Id, StringComparer.Ordinal)];
    }
}
