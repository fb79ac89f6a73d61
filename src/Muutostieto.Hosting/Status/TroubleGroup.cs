using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Status;

/// <summary>Troubles of one kind with one permit's deliveries, which an operator sees to together: shown as one.</summary>
/// <param name="Troubles">At least one, the oldest first.</param>
public sealed record TroubleGroup(IReadOnlyList<Trouble> Troubles)
{
    public Trouble First => Troubles[0];

    public Trouble Last => Troubles[^1];

    public bool IsUnhealthy => Troubles.Any(trouble => trouble.IsUnhealthy);

    /// <summary>What was found and what to do.</summary>
    public string Message => Troubles.Count == 1 ? First.Message : First.Kind switch
    {
        TroubleKind.Overdue => $"{Deliveries} overdue, the first handed over {HelsinkiTime.Text(First.Delivery!.HandedOver!.Value)}. Ask their recipient.",
        TroubleKind.Overtaken => $"{Deliveries} in the drop unanswered, disclose more than is allowed since an order was entered or a right revoked. \"status --json\" names how to withdraw each; the last one first.",
        TroubleKind.Refused => $"{Deliveries} not loaded by their recipient. \"deliveries show\" has the reason; then redeliver or withdraw them.",
        TroubleKind.Unclear => $"{Deliveries} with receipts that cannot be understood. \"deliveries show\" has the reasons; ask their recipient for right receipts.",
        _ => $"{First.Message} ({Troubles.Count - 1} more of this kind)",
    };

    private string Deliveries =>
        $"{First.Permit}: {Troubles.Count} deliveries, {First.Delivery!.Kind.WireName()} {First.Delivery.Number} to {Last.Delivery!.Kind.WireName()} {Last.Delivery.Number},";

    internal static IReadOnlyList<TroubleGroup> Of(IEnumerable<Trouble> troubles)
    {
        var (groups, number) = (new List<TroubleGroup>(), 0);

        // What is about no delivery stands alone.
        foreach (var group in troubles.GroupBy(trouble => (trouble.Kind, trouble.Permit, Alone: trouble.Delivery is null ? ++number : 0)))
        {
            groups.Add(new TroubleGroup([.. group]));
        }

        return groups;
    }
}
