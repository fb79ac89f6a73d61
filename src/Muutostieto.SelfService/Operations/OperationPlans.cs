using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Operations;

/// <summary>What operations will do, each with the token of what it depends on: when that is another, something has changed.</summary>
/// <param name="clock">Says which day it is.</param>
internal sealed class OperationPlans(TimeProvider clock)
{
    /// <summary>A delivery of the ledger.</summary>
    /// <exception cref="AccessRefusedException">There is none.</exception>
    internal static Delivery DeliveryOf(Installation work, long id) =>
        work.LedgerIfAny?.List().FirstOrDefault(delivery => delivery.Id == id)
        ?? throw new AccessRefusedException(UserAction.OperateDeliveries);

    /// <summary>A permit of the configuration.</summary>
    /// <exception cref="AccessRefusedException">There is none.</exception>
    internal static Permit PermitOf(Installation work, string id) =>
        work.Configuration.Permits.FirstOrDefault(permit => permit.Id == id)
        ?? throw new AccessRefusedException(UserAction.OperateDeliveries);

    /// <summary>What withdrawing a delivery will do.</summary>
    internal static WithdrawalPlan Withdrawal(Installation work, long id)
    {
        var delivery = DeliveryOf(work, id);
        var continuing = new List<Delivery>();
        var all = work.Ledger.List(new DeliveryFilter(delivery.Permit)).Where(each => each.State != DeliveryState.Withdrawn).ToList();
        for (var last = delivery; all.Find(next => next.Predecessor?.Delivery == last.Key) is { } found; last = found)
        {
            continuing.Insert(0, found);
        }

        // A withdrawn delivery whose files could not be removed is withdrawn again, to remove them.
        var isDone = delivery is { State: DeliveryState.Withdrawn } and ({ DropCleared: not null } or { Files.Count: 0 });
        return new WithdrawalPlan(
            OperationToken.Of("withdraw", [.. OperationToken.FactsOf(delivery), .. continuing.Select(each => (object?)each.Id)]),
            delivery,
            delivery.Files.Count > 0 && delivery.DropCleared is null && (delivery.Published ?? delivery.PublishingSince) is not null,
            delivery.State == DeliveryState.Received || delivery.Receipts.Any(receipt => receipt.Source == ReceiptSource.Downloaded),
            continuing,
            delivery.Kind switch
            {
                DeliveryKind.Base => Replacement.BaseOnRequest,
                DeliveryKind.Extract => Replacement.ExtractOnRequest,
                _ => Replacement.NextChanges,
            },
            isDone ? OperationObstacle.Withdrawn : continuing.Count > 0 ? OperationObstacle.Continued : null);
    }

    /// <summary>What publishing a delivery again will do.</summary>
    internal static RedeliveryPlan Redelivery(Installation work, long id)
    {
        var delivery = DeliveryOf(work, id);
        var obstacle = delivery.State == DeliveryState.Withdrawn ? OperationObstacle.Withdrawn
            : delivery.Published is not null && work.NewEngine().Review.WhyNotFetched(delivery) is not null
                ? OperationObstacle.Forbidden
            : (OperationObstacle?)null;
        return new RedeliveryPlan(
            OperationToken.Of("redeliver", OperationToken.FactsOf(delivery)),
            delivery,
            delivery.Published is not null,
            delivery.OutboxCleared is not null,
            obstacle);
    }

    /// <summary>What a base out of turn continues, and what keeps it from being made.</summary>
    internal (string Token, Delivery? Head, OperationObstacle? Obstacle) BaseOf(Installation work, Permit permit)
    {
        var (head, last) = work.LedgerIfAny is { } ledger
            ? (ledger.Head(permit.Id), ledger.Latest(permit.Id, DeliveryKind.Base))
            : (null, null);
        OperationObstacle? obstacle = permit.Files is null ? OperationObstacle.NoFiles
            : permit.IsValidOn(HelsinkiTime.Today(clock)) ? null
            : OperationObstacle.PermitNotValid;
        var token = OperationToken.Of(
            "base",
            [
                permit.Id, permit.Recipient, obstacle, obstacle is null ? work.NewEngine().Planner.TermsDigest(permit) : null,
                .. OperationToken.FactsOf(head), .. OperationToken.FactsOf(last),
            ]);
        return (token, head, obstacle);
    }

    /// <summary>What running an order will do.</summary>
    internal (ExtractPlan Plan, Permit Permit, ExtractOrder Order) ExtractOf(Installation work, string id)
    {
        var order = work.Configuration.Orders.FirstOrDefault(order => order.Id == id)
            ?? throw new AccessRefusedException(UserAction.OperateDeliveries);
        var permit = PermitOf(work, order.Permit);
        OperationObstacle? obstacle = order.Target == OrderTarget.Customers ? OperationObstacle.NeedsFile
            : permit.IsValidOn(HelsinkiTime.Today(clock)) ? null
            : OperationObstacle.PermitNotValid;
        var planner = obstacle is null ? work.NewEngine().Planner : null;
        var known = planner?.ExtractOf(permit, ExtractRequests.Of(order));
        var token = OperationToken.Of(
            "extract",
            [
                order.ToJson(), permit.Id, permit.Recipient, obstacle, planner?.TermsDigest(permit, ExtractRequests.Of(order)),
                .. OperationToken.FactsOf(known),
            ]);
        return (new ExtractPlan(token, order.Id, permit.Id, permit.Recipient, known, obstacle), permit, order);
    }
}
