using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>A delivery that is in its drop and discloses more than is allowed by now.</summary>
/// <param name="Delivery">Published and not answered; or withdrawn, when its files may still be there.</param>
/// <param name="Why">What has been entered or revoked since; never a person.</param>
/// <param name="Continuing">What continues it, in the order of planning: that has to be withdrawn before it.</param>
/// <param name="CanRenew">Whether the permit can have a new base.</param>
public sealed record WithdrawalDue(Delivery Delivery, string Why, IReadOnlyList<Delivery> Continuing, bool CanRenew)
{
    /// <summary>What was found and what to do.</summary>
    public string Message =>
        $"{Delivery.Title}: it lies in the drop unanswered, and {Why}. "
        + $"Withdraw {(Continuing.Count == 0 ? "it" : "what continues it and then it")}{(CanRenew ? ", then make a new base" : "")}.";

    /// <summary>With which steps.</summary>
    public Remedy Remedy => new DeliveryRemedy.Withdraw([.. Steps.Select(delivery => delivery.Id)], CanRenew ? Delivery.Permit : null);

    /// <summary>All that has to be withdrawn, in this order.</summary>
    internal IEnumerable<Delivery> Steps => Continuing.Reverse().Append(Delivery);
}
