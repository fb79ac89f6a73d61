using Microsoft.Extensions.Logging;
using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Composition.Measuring;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>
/// Counts picks and makes their lists, which are deliveries of the ledger like any other. Each step may be stopped anywhere and done again:
/// a list that is there is found, and not made a second time.
/// </summary>
/// <param name="store">Has the picks.</param>
/// <param name="open">Opens the installation with the configuration that is in force.</param>
/// <param name="runs">Makes deliveries.</param>
/// <param name="progress">Gets how far they are.</param>
/// <param name="options">How long what is kept.</param>
/// <param name="log">For the operators; names no person.</param>
public sealed class ResidentLists(
    SelfServiceStore store,
    Func<Installation> open,
    ServiceRuns runs,
    PickProgress progress,
    ResidentOptions options,
    ILogger<ResidentLists> log)
{
    /// <summary>Why a list is withdrawn whose time is over before its user has seen it.</summary>
    internal const string NotFetched = "the list of the self-service was not fetched within its time";

    private readonly ResidentPicks picks = new(store);

    /// <summary>Claims the oldest pick that waits to be counted, or to become a list: also one that a stop has left half done.</summary>
    /// <param name="isList">Whether one that becomes a list.</param>
    /// <param name="clock">The time of a store that has none.</param>
    /// <param name="lease">For how long, unless it is prolonged.</param>
    /// <returns>Null when none waits that no other worker has.</returns>
    internal ResidentPick? Claim(bool isList, TimeProvider clock, TimeSpan lease) => isList
        ? picks.Claim(clock, lease, PickState.Queued, PickState.Making)
        : picks.Claim(clock, lease, PickState.Counting);

    /// <inheritdoc cref="ResidentPicks.Prolong"/>
    internal bool Prolong(ResidentPick pick, TimeProvider clock, TimeSpan lease) => picks.Prolong(pick, clock, lease);

    /// <inheritdoc cref="ResidentPicks.Release"/>
    internal void Release(ResidentPick pick, TimeProvider clock, TimeSpan? rest) => picks.Release(pick, clock, rest);

    /// <summary>What a process has left that was killed waits again at once, where no other one can have it.</summary>
    internal void Begin()
    {
        if (!store.IsShared)
        {
            picks.ReleaseAll();
        }
    }

    /// <summary>Counts who fits a pick. A failure is in the pick, and logged.</summary>
    public void Count(ResidentPick pick, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pick);
        Guard(pick, () =>
        {
            using var work = open();
            var permit = PermitOf(work, pick);
            ProductionRegister.Require(work.Configuration.Settings, work.Register);
            var request = PickOrder.RequestOf(pick);
            var engine = work.NewEngine();
            _ = work.Audit.RecordPreview(new AuditedPreview(
                permit.Id, request.Order, request.Purpose, ExtractRequests.Sha256Of(request), work.Register.LatestKey().Value)
            {
                Asker = PickOrder.AskerOf(pick),
            });
            var counted = engine.Preview.CountExtract(permit, request, progress.Begin(pick.Id, EstimateOf(work, permit)), cancellation);
            Keep(pick, counted, work, permit);
        });
    }

    /// <summary>Makes the list of a pick, or finds the one that there is. A failure is in the pick, and logged.</summary>
    /// <exception cref="MuutostietoException">Transient: what is needed cannot be reached for now. The pick waits.</exception>
    public Task MakeAsync(ResidentPick pick, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pick);
        return GuardAsync(pick, async () =>
        {
            picks.Making(pick);
            var request = PickOrder.RequestOf(pick);
            DateTimeOffset at = default;
            var delivery = await runs
                .DeliverAsync(
                    pick.Permit,
                    async (work, engine, observer, stop) =>
                    {
                        var permit = PermitOf(work, pick);
                        at = work.Clock.GetUtcNow();
                        foreach (var withdrawn in await engine.Withdrawal.WithdrawOvertakenAsync(permit.Id, stop).ConfigureAwait(false))
                        {
                            observer.Happened(withdrawn, DeliveryNote.Withdrawn);
                        }

                        return await engine
                            .FinishAsync(
                                engine.Planner.Extract(permit, request, again: false, null, stop),
                                new ListObserver(observer, pick.Id, progress),
                                stop)
                            .ConfigureAwait(false);
                    },
                    cancellation)
                .ConfigureAwait(false);
            picks.Made(pick, delivery.Number, delivery.Counts.Persons, at);
        });
    }

    /// <summary>
    /// Ends the lists whose time is over, withdraws those that their users have never seen, and forgets picks after their years.
    /// </summary>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        DateTimeOffset now;
        using (var work = open())
        {
            now = work.Clock.GetUtcNow();
        }

        foreach (var pick in picks.In(PickState.Made).Where(pick => pick.Made + options.ResultTime <= now))
        {
            try
            {
                if (pick.Downloads == 0)
                {
                    _ = await runs
                        .DeliverAsync(pick.Permit, (work, engine, _, stop) => WithdrawAsync(work, engine, pick, stop), cancellation)
                        .ConfigureAwait(false);
                }

                picks.End(pick.Id, PickState.Expired);
            }
            catch (MuutostietoException failure)
            {
                log.LogWarning("List {Pick}: its time is over, and it cannot be withdrawn: {Failure}", pick.Id, failure.Message);
            }
        }

        _ = picks.Remove(now - options.HistoryTime);
    }

    private static async Task<Delivery> WithdrawAsync(
        Installation work, DeliveryEngine engine, ResidentPick pick, CancellationToken cancellation)
    {
        var delivery = work.Ledger.Find(ListDelivery.KeyOf(pick))
            ?? throw new MuutostietoException(FailureKind.Integrity, $"list {pick.Id}: the ledger does not have its delivery.");
        return delivery.State is DeliveryState.Published or DeliveryState.Overdue
            ? (await engine.Withdrawal.WithdrawAsync(delivery, NotFetched, cancellation).ConfigureAwait(false)).Withdrawn
            : delivery;
    }

    /// <summary>
    /// Of those who may only be counted, few are not counted out, and not that there are none: their user may list them by name in other
    /// ways, and learn what each of them is. For the same reason more are rounded down: of two counts that differ by one known person, the
    /// difference would say what that person is. What a list costs says how many are in it.
    /// </summary>
    private void Keep(ResidentPick pick, CountedExtract counted, Installation work, Permit permit)
    {
        var persons = counted.Counted.Persons;
        if (!pick.MayList)
        {
            var rounded = persons - (persons % DeliveryPlanner.SmallestFrame);
            picks.Counted(pick, rounded > 0 ? rounded : null, rounded == 0, null);
            return;
        }

        if (counted.Refusal is not null)
        {
            log.LogWarning("List {Pick}: {Refusal}", pick.Id, counted.Refusal);
            picks.Failed(pick, PickFault.NoRoom);
            return;
        }

        var prices = work.Configuration.Settings.Prices.ExtractsOn(HelsinkiTime.Today(work.Clock), permit.RecipientKind);
        picks.Counted(pick, persons, isBelowFive: false, prices?.Fee(hasControls: false) + prices?.OfUnits(persons));
    }

    /// <summary>As many as live in the municipalities of the permit: who fits is not known before.</summary>
    private static long EstimateOf(Installation work, Permit permit)
    {
        var living = work.Register.Status().Municipalities;
        return permit.Area is ResidenceArea area
            ? area.Resolve(work.Configuration.Municipalities, HelsinkiTime.Today(work.Clock)).Sum(code => living.GetValueOrDefault(code))
            : 0;
    }

    /// <summary>The permit, which allows the pick today as it did when it was begun.</summary>
    private static Permit PermitOf(Installation work, ResidentPick pick) =>
        work.Configuration.Permits.FirstOrDefault(permit => permit.Id == pick.Permit) is { SelfService: { } channel } permit
            && permit.Recipient == pick.Recipient && permit.IsValidOn(HelsinkiTime.Today(work.Clock))
            && channel.Find(pick.Task) is { } task && PickOrder.IsOf(pick, task)
            ? permit
            : throw new PermitChangedException();

    private void Guard(ResidentPick pick, Action step) => GuardAsync(pick, () =>
    {
        step();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    private async Task GuardAsync(ResidentPick pick, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (PermitChangedException)
        {
            picks.Failed(pick, PickFault.PermitChanged);
        }
        catch (MuutostietoException failure) when (failure.InnerException is TooFewException)
        {
            picks.Failed(pick, PickFault.NoOne);
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Transient && !IsGivenUp(pick))
        {
            picks.Again(pick);
            throw;
        }
        catch (MuutostietoException failure)
        {
            log.LogError("Pick {Pick} of permit {Permit}: {Failure}", pick.Id, pick.Permit, failure.Message);
            picks.Failed(pick, PickFault.Service);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Its message could hold a value and is left out.
            log.LogCritical(
                "Pick {Pick}: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                pick.Id,
                error.GetType().Name,
                error.StackTrace);
            picks.Failed(pick, PickFault.Service);
        }
        finally
        {
            progress.End(pick.Id);
        }
    }

    /// <summary>Whether a user has waited long enough for what cannot be reached.</summary>
    private bool IsGivenUp(ResidentPick pick)
    {
        using var work = open();
        return (pick.Asked ?? pick.Created) + options.GiveUpTime <= work.Clock.GetUtcNow();
    }

    private sealed class PermitChangedException : Exception;
}
