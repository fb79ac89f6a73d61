using System.Globalization;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>A delivery that lies in its drop and discloses more than is allowed by now.</summary>
/// <param name="Delivery">Published and not answered; or withdrawn, when its files may still be there.</param>
/// <param name="Why">What has been entered or revoked since; never a person.</param>
/// <param name="Continuing">What continues it, in the order of planning: that has to be withdrawn before it.</param>
/// <param name="CanRenew">Whether the permit can have a new base.</param>
public sealed record WithdrawalDue(Delivery Delivery, string Why, IReadOnlyList<Delivery> Continuing, bool CanRenew)
{
    /// <summary>What was found and what to do.</summary>
    public string Message => $"{Delivery.Title}: it lies in the drop unanswered, and {Why}. {Remedy}{(CanRenew ? $" Then make a new base: deliver base {Delivery.Permit}." : "")}";

    private string Remedy => Continuing.Count == 0
        ? $"Withdraw it: deliveries withdraw {Delivery.Id.ToString(CultureInfo.InvariantCulture)} --reason …."
        : $"Withdraw what continues it and then it: deliveries withdraw ID --reason …, with {string.Join(", then ", Steps.Select(delivery => delivery.Id.ToString(CultureInfo.InvariantCulture)))}.";

    /// <summary>All that has to be withdrawn, in this order.</summary>
    internal IEnumerable<Delivery> Steps => Continuing.Reverse().Append(Delivery);
}
