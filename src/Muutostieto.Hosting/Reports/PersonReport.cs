using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Reports;

/// <summary>
/// Who has received a person's data, for the person. It has nothing of other persons: no user of the interface, none who asked before,
/// and no data of the person's own. What was made and never left is not in it.
/// </summary>
public sealed record PersonReport
{
    private const string Customers = "customers";

    public required DateTimeOffset Made { get; init; }

    /// <summary>The number of the entry of the request in the audit chain.</summary>
    public required long Entry { get; init; }

    /// <summary>For how many years it is kept who was in a delivery.</summary>
    public required int Years { get; init; }

    /// <summary>In the order of their time.</summary>
    public required IReadOnlyList<ReportedDisclosure> Disclosures { get; init; }

    /// <summary>Whether the audit could be read whole.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>How many deliveries are past their years: who was in them is no longer kept.</summary>
    public required int Purged { get; init; }

    /// <summary>The same of answers of the interface.</summary>
    public required long PurgedAnswers { get; init; }

    /// <summary>How many deliveries were published that no audit recorded.</summary>
    public required int Unaudited { get; init; }

    /// <param name="answer">What the audit has of the person.</param>
    /// <param name="ledger">The deliveries; null when there is no ledger.</param>
    /// <param name="configuration">Has the recipients of connections, and the names of partners.</param>
    /// <param name="entry">The request in the chain.</param>
    /// <param name="made">When the report is made.</param>
    public static PersonReport Of(
        AuditAnswer answer, IReadOnlyList<Delivery>? ledger, Configuration configuration, AuditHead entry, DateTimeOffset made)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(entry);
        var known = (ledger ?? []).ToDictionary(delivery => delivery.Key);
        return new PersonReport
        {
            Made = made,
            Entry = entry.Sequence,
            Years = configuration.Settings.AuditYears,
            Disclosures =
            [
                .. answer.Disclosures
                    .Select(disclosure => OfDelivery(disclosure, known.GetValueOrDefault(disclosure.Entry.Delivery!.Key), configuration))
                    .OfType<ReportedDisclosure>()
                    .Concat(OfAnswers(answer.Answers, configuration.Permits))
                    .OrderBy(disclosure => disclosure.At),
            ],
            IsWhole = answer.Findings.Count == 0,
            Purged = answer.Purged,
            PurgedAnswers = answer.PurgedAnswers,
            Unaudited = (ledger ?? []).Count(delivery => delivery is { Audit: null } && MayHaveLeft(delivery)),
        };
    }

    /// <summary>Whether a recipient has it, or may have had it.</summary>
    private static bool MayHaveLeft(Delivery delivery) => delivery.Published is not null || delivery.PublishingSince is not null;

    /// <summary>Null for what never left.</summary>
    private static ReportedDisclosure? OfDelivery(AuditedDisclosure disclosure, Delivery? delivery, Configuration configuration)
    {
        if (delivery is not null && !MayHaveLeft(delivery))
        {
            return null;
        }

        var audited = disclosure.Entry.Delivery!;
        var order = AnsweredOrder.Of(audited, delivery);
        var partner = order?.EndCustomer is null ? null : configuration.Partners.GetValueOrDefault(audited.Recipient);
        return new ReportedDisclosure
        {
            At = delivery?.Published ?? delivery?.PublishingSince ?? audited.Planned,
            Service = order?.Asker is null ? ServiceOf(audited.Kind, delivery) : ReportService.SelfService,
            Recipient = partner is null ? audited.Recipient : $"{partner.Name} ({audited.Recipient})",
            Customer = order?.EndCustomer is { } customer ? $"{customer.Name} ({customer.BusinessId})" : null,
            Purpose = order is null ? null : PurposeNames.Find(order.Purpose),
            Task = order?.Asker?.Task is { } task ? new ReportedTask(task, TaskOf(audited.Permit, task, configuration)) : null,
            Permit = audited.Permit,
            Decision = audited.Decision,
            Groups = [.. disclosure.Groups.Order(StringComparer.Ordinal)],
            Withdrawn = delivery?.Withdrawn,
            Redelivered = delivery?.Redelivered,
            IsOfDuplicate = disclosure.OfDuplicate,
            IsNotInLedger = delivery is null,
            IsUnfinished = delivery is { Published: null, Withdrawn: null },
        };
    }

    private static SelfServiceTask? TaskOf(string permit, string task, Configuration configuration) =>
        configuration.Permits.FirstOrDefault(each => each.Id == permit)?.SelfService?.Find(task);

    private static ReportService ServiceOf(string kind, Delivery? delivery) => kind switch
    {
        "base" => ReportService.Base,
        "changes" => ReportService.Changes,
        "update" => ReportService.Update,
        "extract" => IsOfCustomers(delivery) ? ReportService.Update : ReportService.Extract,
        _ => ReportService.Other,
    };

    private static bool IsOfCustomers(Delivery? delivery)
    {
        try
        {
            return delivery?.Terms.Value.Order?.Target == Customers;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>One for all answers of a day to one connection that had the same groups.</summary>
    private static IEnumerable<ReportedDisclosure> OfAnswers(IReadOnlyList<InterfaceDisclosure> answers, IReadOnlyList<Permit> permits) =>
        answers
            .GroupBy(one => (
                Day: HelsinkiTime.DayOf(one.Entry.At),
                one.Entry.Interface!.Connection,
                one.Entry.Interface.Client,
                Groups: string.Join(' ', one.Groups.Order(StringComparer.Ordinal)),
                one.OfDuplicate))
            .Select(day =>
            {
                var permit = permits.FirstOrDefault(permit => permit.Interface?.User == day.Key.Connection);
                return new ReportedDisclosure
                {
                    At = day.Min(one => one.Entry.At),
                    Service = ReportService.Interface,
                    Recipient = (permit?.Recipient, day.Key.Client) switch
                    {
                        ({ } recipient, { } client) => $"{recipient} ({client})",
                        var (recipient, client) => recipient ?? client ?? day.Key.Connection,
                    },
                    Permit = permit?.Id ?? day.Key.Connection,
                    Decision = permit?.Decision,
                    Groups = [.. day.Key.Groups.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
                    Answers = day.Count(),
                    IsOfDuplicate = day.Key.OfDuplicate,
                };
            });
}
