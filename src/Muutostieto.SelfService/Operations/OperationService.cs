using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Operations;

/// <summary>
/// What operators see of the service, and do with deliveries: as the commands do it, with the same guards, log, status and notifications,
/// and no run beside it. Each operation is explained first; what was shown has a token, and when it is no longer so, nothing is done.
/// </summary>
/// <param name="runs">Carries out what is asked for.</param>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="status">Where the status is read from.</param>
/// <param name="clock">Says which day it is.</param>
public sealed class OperationService(ServiceRuns runs, Func<Installation> open, Func<StatusSource> status, TimeProvider clock)
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>How long an operation waits for the runs that go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly RecentStatus recent = new(status, clock);
    private readonly OperationPlans plans = new(clock);

    /// <summary>What the status page has, a few seconds old at most.</summary>
    /// <exception cref="AccessRefusedException">The user may not see it.</exception>
    public ServiceStatus Status(SelfServiceUser user)
    {
        Require(user, UserAction.SeeService);
        return recent.Read();
    }

    /// <summary>Deliveries of all permits, or of one, the newest first.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="permit">The id; null: all.</param>
    /// <exception cref="AccessRefusedException">The user may not see them.</exception>
    public IReadOnlyList<Delivery> Deliveries(SelfServiceUser user, string? permit)
    {
        Require(user, UserAction.SeeService);
        using var work = open();
        return [.. (work.LedgerIfAny?.List(new DeliveryFilter(permit)) ?? []).Reverse()];
    }

    /// <summary>A delivery with its files and receipts.</summary>
    /// <exception cref="AccessRefusedException">The user may not see it, or there is none.</exception>
    public Delivery Delivery(SelfServiceUser user, long delivery)
    {
        Require(user, UserAction.SeeService);
        using var work = open();
        return OperationPlans.DeliveryOf(work, delivery);
    }

    /// <summary>The permits of the configuration, in order of id.</summary>
    /// <exception cref="AccessRefusedException">The user may not see them.</exception>
    public IReadOnlyList<Permit> Permits(SelfServiceUser user)
    {
        Require(user, UserAction.SeeService);
        using var work = open();
        return work.Configuration.Permits;
    }

    /// <summary>The orders of the configuration, in order of id.</summary>
    /// <exception cref="AccessRefusedException">The user may not see them.</exception>
    public IReadOnlyList<ExtractOrder> Orders(SelfServiceUser user)
    {
        Require(user, UserAction.SeeService);
        using var work = open();
        return work.Configuration.Orders;
    }

    /// <summary>Says what withdrawing a delivery will do.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    public WithdrawalPlan ExplainWithdrawal(SelfServiceUser user, long delivery)
    {
        Require(user, UserAction.OperateDeliveries);
        using var work = open();
        return OperationPlans.Withdrawal(work, delivery);
    }

    /// <summary>Withdraws a delivery; what was fetched stays with its recipient.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="delivery">Its id in the ledger.</param>
    /// <param name="token">Of what the operator was shown.</param>
    /// <param name="reason">Why; it stays in the ledger, with the operator's name.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    /// <exception cref="RefusedInputException">There is no reason, or it is too long.</exception>
    /// <exception cref="ChangedMeanwhileException">It is no longer as it was shown.</exception>
    /// <exception cref="MuutostietoException">Transient: another run goes on. Others as <c>deliveries withdraw</c>.</exception>
    public async Task<WithdrawalResult> WithdrawAsync(
        SelfServiceUser user, long delivery, string token, string reason, CancellationToken cancellation)
    {
        Require(user, UserAction.OperateDeliveries);
        var check = new FieldCheck();
        check.Text("reason", reason, LongestReason, required: true);
        RefusedInputException.ThrowIfAny(check.Faults);
        return await ShownAsync(runs.RequestedAsync(
            async (work, log) =>
            {
                var plan = OperationPlans.Withdrawal(work, delivery);
                Require(plan.Token, token);
                using var turn = await work.TakePermitAsync(plan.Delivery.Permit, cancellation).ConfigureAwait(false);
                var (withdrawn, stillThere) = await work.NewEngine().Withdrawal
                    .WithdrawAsync(plan.Delivery, $"{reason.Trim()} (by operator {user.Name} in the self-service)", cancellation)
                    .ConfigureAwait(false);
                log.Withdrawn(withdrawn);
                log.AskedFor(withdrawn, "withdrawn", user.Id);
                return new WithdrawalResult(withdrawn, stillThere);
            },
            Patience,
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>Says what publishing a delivery again will do.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    public RedeliveryPlan ExplainRedelivery(SelfServiceUser user, long delivery)
    {
        Require(user, UserAction.OperateDeliveries);
        using var work = open();
        return OperationPlans.Redelivery(work, delivery);
    }

    /// <summary>Publishes the same files again, or finishes what was begun.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="delivery">Its id in the ledger.</param>
    /// <param name="token">Of what the operator was shown.</param>
    /// <param name="cancellation">Breaks off; the next run finishes what was begun.</param>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    /// <exception cref="ChangedMeanwhileException">It is no longer as it was shown.</exception>
    /// <exception cref="MuutostietoException">Transient: another run goes on. Others as <c>deliveries redeliver</c>.</exception>
    public async Task<Delivery> RedeliverAsync(
        SelfServiceUser user, long delivery, string token, CancellationToken cancellation)
    {
        Require(user, UserAction.OperateDeliveries);
        return await ShownAsync(runs.RequestedAsync(
            async (work, log) =>
            {
                var plan = OperationPlans.Redelivery(work, delivery);
                Require(plan.Token, token);
                log.AskedFor(plan.Delivery, "published again", user.Id);
                using var turn = await work.TakePermitAsync(plan.Delivery.Permit, cancellation).ConfigureAwait(false);
                return await work.NewEngine().RedeliverAsync(plan.Delivery, log, cancellation).ConfigureAwait(false);
            },
            Patience,
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>Counts the base that would be made, and says what it will do.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="permit">The id.</param>
    /// <param name="progress">Is given how many residents have been counted; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such permit.</exception>
    /// <exception cref="MuutostietoException">The register cannot be used.</exception>
    public BasePlan ExplainBase(SelfServiceUser user, string permit, IProgress<long>? progress, CancellationToken cancellation)
    {
        Require(user, UserAction.OperateDeliveries);
        using var work = open();
        var known = OperationPlans.PermitOf(work, permit);
        var (token, head, obstacle) = plans.BaseOf(work, known);
        if (obstacle is not null)
        {
            return new BasePlan(token, known.Id, known.Recipient, 0, 0, head, null, obstacle, null);
        }

        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        var engine = work.NewEngine();
        var last = engine.Planner.BaseOfNow(known) is { Published: not null } now ? now : null;
        var counted = engine.Preview.CountBase(known, progress, cancellation);
        var refusal = last is null ? engine.Planner.RefusalOf(known, counted.Persons) : null;
        return new BasePlan(
            token,
            known.Id,
            known.Recipient,
            counted.Persons,
            counted.Withheld,
            head,
            last,
            refusal is null ? null : OperationObstacle.MuchSmaller,
            refusal);
    }

    /// <summary>Makes a base as of now and publishes it, as <c>deliver base</c> does.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="permit">The id.</param>
    /// <param name="token">Of what the operator was shown.</param>
    /// <param name="accepted">As how many persons a much smaller one was shown and accepted; null: it was not.</param>
    /// <param name="cancellation">Breaks off; the next run finishes what was begun.</param>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such permit.</exception>
    /// <exception cref="ChangedMeanwhileException">It is no longer as it was shown.</exception>
    /// <exception cref="MuutostietoException">Transient: another run goes on. Others as <c>deliver base</c>.</exception>
    public async Task<Delivery> MakeBaseAsync(
        SelfServiceUser user, string permit, string token, long? accepted, CancellationToken cancellation)
    {
        Require(user, UserAction.OperateDeliveries);
        using (var before = open())
        {
            _ = OperationPlans.PermitOf(before, permit);
        }

        return await ShownAsync(runs.DeliverAloneAsync(
            permit,
            async (work, log) =>
            {
                var known = OperationPlans.PermitOf(work, permit);
                Require(plans.BaseOf(work, known).Token, token);
                RequireValid(work, known);
                var engine = work.NewEngine();
                await engine.FinishEarlierAsync(known.Id, log, cancellation).ConfigureAwait(false);
                await engine.TakeInListAsync(known, log, cancellation).ConfigureAwait(false);
                var planned = engine.Planner.RequestedBase(known, accepted);
                log.AskedFor(planned, "made", user.Id);
                return await engine.FinishAsync(planned, log, cancellation).ConfigureAwait(false);
            },
            Patience,
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>Says what running an order will do. What it would get, its preview counts.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such order.</exception>
    public ExtractPlan ExplainExtract(SelfServiceUser user, string order)
    {
        Require(user, UserAction.OperateDeliveries);
        using var work = open();
        return plans.ExtractOf(work, order).Plan;
    }

    /// <summary>Makes the extract of an order and publishes it, as <c>extract run</c> does.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="order">The id.</param>
    /// <param name="token">Of what the operator was shown.</param>
    /// <param name="again">Whether another one is made although there is one of the order as it reads now.</param>
    /// <param name="cancellation">Breaks off; the next run finishes what was begun.</param>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such order.</exception>
    /// <exception cref="ChangedMeanwhileException">It is no longer as it was shown.</exception>
    /// <exception cref="MuutostietoException">Transient: another run goes on. Others as <c>extract run</c>.</exception>
    public async Task<Delivery> MakeExtractAsync(
        SelfServiceUser user, string order, string token, bool again, CancellationToken cancellation)
    {
        Require(user, UserAction.OperateDeliveries);
        string permit;
        using (var before = open())
        {
            permit = plans.ExtractOf(before, order).Permit.Id;
        }

        return await ShownAsync(runs.DeliverAloneAsync(
            permit,
            async (work, log) =>
            {
                var (plan, known, found) = plans.ExtractOf(work, order);
                Require(plan.Token, token);
                RequireValid(work, known);
                var (request, engine) = (ExtractRequests.Of(found), work.NewEngine());
                var extract = new OrderedExtract(work, engine, known, request);
                var made = await extract.DeliverAsync(again, log, cancellation).ConfigureAwait(false);
                foreach (var notice in extract.Choice is { } choice ? engine.NoticesOf(known, request, choice) : [])
                {
                    log.Noticed(made, notice);
                }

                log.AskedFor(made, "made", user.Id);
                return made;
            },
            Patience,
            cancellation)).ConfigureAwait(false);
    }

    /// <summary>The status shows it to the next one that asks.</summary>
    private async Task<T> ShownAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        finally
        {
            recent.Forget();
        }
    }

    private static void Require(SelfServiceUser user, UserAction action)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(action);
    }

    private static void Require(string now, string seen)
    {
        if (now != seen)
        {
            throw new ChangedMeanwhileException();
        }
    }

    private void RequireValid(Installation work, Permit permit)
    {
        if (!permit.IsValidOn(HelsinkiTime.Today(clock)))
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"permit \"{permit.Id}\": it is not valid today. Nothing was delivered. Extend the permit.");
        }

        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        SigningKeyFault.Require(work.Disk.Files, work.Configuration.Settings);
    }
}
