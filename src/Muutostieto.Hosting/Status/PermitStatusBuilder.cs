using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Status;

/// <summary>Builds the status of each permit, from its deliveries and what is remembered of the last runs.</summary>
/// <param name="words">The words of remedies.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="journalKey">The register's last key; null when it cannot be read.</param>
/// <param name="now">As of when.</param>
/// <param name="isConfigured">Whether there is a configuration.</param>
/// <param name="overtaken">What has to be withdrawn, by delivery.</param>
/// <param name="isLedgerRead">Whether the deliveries are known; without them nothing is said of what is due.</param>
internal sealed class PermitStatusBuilder(
    IRemedyWords words,
    RunMemory memory,
    long? journalKey,
    DateTimeOffset now,
    IReadOnlyDictionary<long, WithdrawalDue> overtaken,
    bool isConfigured,
    bool isLedgerRead)
{
    /// <summary>With one run a night, a delivery due in the evening is made in the following night: only what is older was
    /// missed.</summary>
    private static readonly TimeSpan MissedAfter = TimeSpan.FromHours(26);

    private readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, HelsinkiTime.Zone).DateTime);

    /// <summary>A permit of the configuration.</summary>
    /// <param name="permit">Which.</param>
    /// <param name="deliveries">Its own, newest first.</param>
    internal PermitStatus Of(Permit permit, IReadOnlyList<DeliveryOverview> deliveries)
    {
        var valid = permit.IsValidOn(today);
        var due = valid && isLedgerRead ? DueSince(permit, deliveries) : null;
        var next = permit.HasEndedBy(today) || due is not null || !isLedgerRead ? (DateTimeOffset?)null : NextOf(permit, deliveries);
        return Complete(
            new PermitStatus
            {
                Id = permit.Id,
                Recipient = permit.Recipient,
                Product = permit.Product,
                Rhythm = permit.Files?.Rhythm,
                IsInterfaceOnly = permit.Files is null,
                IsOrdersOnly = permit is { Files: null, Interface: null },
                Validity = valid ? PermitValidity.Valid : permit.HasEndedBy(today) ? PermitValidity.Ended : PermitValidity.NotYet,
                Deliveries = deliveries,
                IsKnown = isLedgerRead,
                DueSince = due,
                Next = next,
            },
            permit.Handover?.OverdueAfterDays ?? FileHandover.DefaultOverdueAfterDays);
    }

    /// <summary>A permit that only the ledger knows.</summary>
    internal PermitStatus Of(string id, string recipient, IReadOnlyList<DeliveryOverview> deliveries) =>
        Complete(
            new PermitStatus
            {
                Id = id,
                Recipient = recipient,
                Validity = isConfigured ? PermitValidity.Gone : PermitValidity.Unknown,
                Deliveries = deliveries,
            },
            FilesChannel.DefaultOverdueAfterDays);

    /// <summary>
    /// From when on something is due: the first base as soon as the permit is valid, changes at the rhythm's latest occurrence.
    /// </summary>
    private DateTimeOffset? DueSince(Permit permit, IReadOnlyList<DeliveryOverview> deliveries)
    {
        if (permit.Files is not { } channel)
        {
            return null;
        }

        if ((WithdrawnStart(deliveries) ?? Head(deliveries)) is not { } head)
        {
            // A permit with a list waits until its recipient has sent one.
            return permit.Area.IsList ? null : HelsinkiTime.At(permit.ValidFrom, TimeOnly.MinValue);
        }

        return
            channel.Rhythm.LatestUntil(now, channel.Holidays) is { } occurrence
            && occurrence.Planned > head.Planned
            && !WasTakenBack(deliveries, occurrence)
            ? occurrence.Planned
            : null;
    }

    /// <summary>The occurrence's delivery was made and withdrawn: the next occurrence covers its window.</summary>
    private static bool WasTakenBack(IReadOnlyList<DeliveryOverview> deliveries, Occurrence occurrence) =>
        deliveries.Any(delivery => delivery.State == DeliveryState.Withdrawn && delivery.Planned >= occurrence.Planned);

    private DateTimeOffset? NextOf(Permit permit, IReadOnlyList<DeliveryOverview> deliveries)
    {
        if (permit.Files is not { } channel)
        {
            return null;
        }

        var first = HelsinkiTime.At(permit.ValidFrom, TimeOnly.MinValue);
        var next = first > now && Head(deliveries) is null ? first : channel.Rhythm.NextAfter(now, channel.Holidays).Planned;
        return permit.HasEndedBy(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, HelsinkiTime.Zone).DateTime)) ? null : next;
    }

    private PermitStatus Complete(PermitStatus permit, int overdueAfterDays)
    {
        permit = permit with
        {
            PendingEntries = !permit.IsInterfaceOnly && journalKey - Head(permit.Deliveries)?.Window.To is { } pending
                ? Math.Max(pending, 0)
                : null,
            Failure = memory.Failures.GetValueOrDefault(permit.Id),
            Failures = memory.FailureTotals.GetValueOrDefault(permit.Id),
        };
        return permit with { Alerts = [.. AlertsOf(permit, overdueAfterDays)] };
    }

    private IEnumerable<Alert> AlertsOf(PermitStatus permit, int overdueAfterDays)
    {
        foreach (var (delivery, fault) in ChainFaults(permit.Deliveries))
        {
            yield return new Alert(
                AlertKind.Chain,
                permit.Id,
                delivery,
                delivery.Planned,
                FailureKind.Integrity,
                words.Of(
                    $"{delivery.Title}: {fault}. Stop the runs, keep a copy of the ledger and compare the deliveries with it.",
                    new VerifyOutbox()));
        }

        foreach (var delivery in permit.Deliveries.Reverse())
        {
            if (overtaken.GetValueOrDefault(delivery.Id) is { } due)
            {
                yield return new Alert(
                    AlertKind.Overtaken,
                    permit.Id,
                    delivery,
                    delivery.PublishedAt,
                    FailureKind.Partial,
                    words.Of(due.Message, due.Remedy),
                    due.Why);
            }
        }

        if (permit.Failure is { } failure)
        {
            yield return new Alert(AlertKind.Failed, permit.Id, null, failure.Since, failure.Kind, failure.Message);
        }
        else if (permit.Deliveries.Count > 0 && permit.DueSince < now - MissedAfter)
        {
            yield return new Alert(
                AlertKind.Missed,
                permit.Id,
                null,
                permit.DueSince,
                FailureKind.Partial,
                $"{permit.Id}: a delivery is due since {HelsinkiTime.Text(permit.DueSince.Value)} and no run has made it. Does the service "
                    + "run, or the timer of the nightly run?");
        }

        foreach (var delivery in permit.Deliveries.Reverse())
        {
            if (delivery.Refused is { } refused)
            {
                yield return new Alert(
                    delivery.IsUnclear ? AlertKind.Unclear : AlertKind.Refused, permit.Id, delivery, refused, FailureKind.Partial,
                    Advice(delivery), delivery.RefusalDigest ?? "");
            }
            else if (delivery.State == DeliveryState.Overdue
                || (delivery.State == DeliveryState.Published && now - delivery.PublishedAt!.Value > TimeSpan.FromDays(overdueAfterDays)))
            {
                yield return new Alert(
                    AlertKind.Overdue,
                    permit.Id,
                    delivery,
                    delivery.PublishedAt!.Value.AddDays(overdueAfterDays),
                    FailureKind.Overdue,
                    $"{delivery.Title}: overdue, published {HelsinkiTime.Text(delivery.PublishedAt!.Value)} and neither answered nor "
                        + "fetched since. Ask its recipient.",
                    HelsinkiTime.Text(delivery.PublishedAt.Value));
            }
        }
    }

    private string Advice(DeliveryOverview delivery)
    {
        var source = delivery.IsUnclear ? ReceiptSource.Unclear : ReceiptSource.Refused;
        return words.Of(DeliveryAdvice.Of(delivery.Title, source), DeliveryAdvice.RemedyOf(delivery.Id, source));
    }

    /// <summary>What contradicts that each delivery continues the one before it and that their numbers have no gap.</summary>
    private static IEnumerable<(DeliveryOverview Delivery, string Fault)> ChainFaults(IReadOnlyList<DeliveryOverview> deliveries)
    {
        var continued = new HashSet<long>();
        var numbers = new Dictionary<DeliveryKind, int>();
        foreach (var delivery in deliveries.Reverse())
        {
            var expected = numbers.GetValueOrDefault(delivery.Kind) + 1;
            numbers[delivery.Kind] = delivery.Number;
            var fault =
                delivery.Number != expected ? $"it follows number {expected - 1}"
                : delivery.State != DeliveryState.Withdrawn && delivery.PredecessorId is { } before && !continued.Add(before)
                    ? "another delivery continues the same one"
                : delivery.ChainFault;
            if (fault is not null)
            {
                yield return (delivery, fault);
            }
        }
    }

    /// <summary>The first changes of a chain that begins at a key when they were withdrawn: the chain begins there still, without a
    /// base.</summary>
    private static DeliveryOverview? WithdrawnStart(IReadOnlyList<DeliveryOverview> deliveries) =>
        deliveries
            .TakeWhile(delivery => delivery.State == DeliveryState.Withdrawn)
            .FirstOrDefault(delivery => delivery.PredecessorId is null)
            is { BeginsAtKey: true } begun
            ? begun
            : null;

    private static DeliveryOverview? Head(IReadOnlyList<DeliveryOverview> deliveries) =>
        deliveries.FirstOrDefault(delivery => delivery is { Kind: not DeliveryKind.Extract, State: not DeliveryState.Withdrawn });
}
