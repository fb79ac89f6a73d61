using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Status;

/// <summary>Alerts of one kind with one permit's deliveries, which an operator sees to together: shown as one.</summary>
/// <param name="Alerts">At least one, the oldest first.</param>
public sealed record AlertGroup(IReadOnlyList<Alert> Alerts)
{
    public Alert First => Alerts[0];

    public Alert Last => Alerts[^1];

    public bool IsUnhealthy => Alerts.Any(alert => alert.IsUnhealthy);

    /// <summary>What was found and what to do.</summary>
    public string Message =>
        Alerts.Count == 1
            ? First.Message
            : First.Kind switch
            {
                AlertKind.Overdue =>
                    $"{Deliveries} overdue, the first published {HelsinkiTime.Text(First.Delivery!.PublishedAt!.Value)}. Ask their "
                        + "recipient.",
                AlertKind.Overtaken =>
                    $"{Deliveries} in the drop unanswered, disclose more than is allowed since an order was entered or a right revoked. "
                        + "Withdraw each; the last one first.",
                AlertKind.Refused => $"{Deliveries} not loaded by their recipient. Read the reasons, then redeliver or withdraw them.",
                AlertKind.Unclear =>
                    $"{Deliveries} with receipts that cannot be understood. Read the reasons, and ask their recipient for right receipts.",
                _ => $"{First.Message} ({Alerts.Count - 1} more of this kind)",
            };

    /// <summary>By which step, when the message of several together does not say it.</summary>
    public Remedy? Remedy => Alerts.Count == 1 ? null : First.Kind switch
    {
        AlertKind.Overtaken => new HostRemedy.ListWithdrawals(),
        AlertKind.Refused or AlertKind.Unclear => new HostRemedy.ReadAnswers(),
        _ => null,
    };

    private string Deliveries =>
        $"{First.Permit}: {Alerts.Count} deliveries, {First.Delivery!.Kind.WireName()} {First.Delivery.Number} to "
            + $"{Last.Delivery!.Kind.WireName()} {Last.Delivery.Number},";

    internal static IReadOnlyList<AlertGroup> Of(IEnumerable<Alert> alerts)
    {
        var (groups, number) = (new List<AlertGroup>(), 0);

        // An alert about no delivery forms its own group.
        foreach (var group in alerts.GroupBy(alert => (alert.Kind, alert.Permit, Alone: alert.Delivery is null ? ++number : 0)))
        {
            groups.Add(new AlertGroup([.. group]));
        }

        return groups;
    }
}
