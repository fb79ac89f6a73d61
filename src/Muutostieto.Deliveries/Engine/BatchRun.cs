using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// One run: finishes what an earlier one left, then makes what is due. Permits are served in parallel; a failure of one neither stops nor
/// delays the others.
/// What is due is read from the ledger: a run too many, or one that comes late, changes nothing.
/// </summary>
/// <param name="configuration">Checked.</param>
/// <param name="ledger">Open; used by all permits at once.</param>
/// <param name="registers">Opens the register for one permit, which disposes of it.</param>
/// <param name="engines">The engine over a register and a ledger.</param>
/// <param name="clock">Says what is due.</param>
/// <param name="limits">How much goes on at once; shared by the runs of a process.</param>
/// <param name="retry">Whether and how long publishing is retried.</param>
/// <param name="workers">Those that share the ledger; null: it is this program's alone.</param>
public sealed partial class BatchRun(
    DeliveryConfiguration configuration,
    ILedger ledger,
    Func<IRegister> registers,
    Func<IRegister, ILedger, DeliveryEngine> engines,
    TimeProvider clock,
    RunLimits limits,
    RetryPolicy retry,
    IWorkers? workers = null)
{
    private readonly IWorkers workers = workers ?? new SoleWorker(ledger);

    /// <summary>Does everything that is due now.</summary>
    public Task<BatchResult> RunAsync(IDeliveryObserver observer, CancellationToken cancellation) => RunAsync(null, observer, cancellation);

    /// <summary>Does what is due now for a permit; null: for all.</summary>
    public async Task<BatchResult> RunAsync(string? permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var today = HelsinkiTime.Today(clock);
        var ids = configuration
            .PermitsValidOn(today)
            .Where(valid => valid.Files is not null || configuration.Orders.Any(order => order.Permit == valid.Id)
                || configuration.Updates.Any(order => order.Permit == valid.Id))
            .Select(valid => valid.Id)
            .Union(ledger.Unfinished().Select(delivery => delivery.Permit));
        var served = ids.Where(id => permit is null || id == permit)
            .Select(id =>
                Task.Run(
                    () =>
                        ServeAsync(
                            id,
                            configuration.Permits.FirstOrDefault(valid => valid.Id == id && valid.IsValidOn(today)),
                            observer,
                            cancellation),
                    cancellation))
            .ToList();
        var results = await Task.WhenAll(served).ConfigureAwait(false);
        return new BatchResult([.. results.SelectMany(result => result.Deliveries)], [.. results.SelectMany(result => result.Failures)])
        {
            Notices = [.. results.SelectMany(result => result.Notices)],
        };
    }

    private async Task<BatchResult> ServeAsync(string id, Permit? permit, IDeliveryObserver observer, CancellationToken cancellation)
    {
        var (published, notices) = (new List<Delivery>(), new List<BatchNotice>());
        try
        {
            using var slot = await limits.PermitAsync(id, cancellation).ConfigureAwait(false);
            return await retry.RunAsync(
                () => ServeInTurnAsync(id, permit, published, notices, observer, cancellation),
                (failure, pause) => observer.TriesAgain(id, failure, pause),
                cancellation).ConfigureAwait(false);
        }
        catch (MuutostietoException failure)
        {
            return new BatchResult(published, [BatchFailure.Of(id, failure)]) { Notices = notices };
        }
    }

    private async Task<BatchResult> ServeInTurnAsync(
        string id,
        Permit? permit,
        List<Delivery> published,
        List<BatchNotice> notices,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        using var turn = await workers.TakeAsync(id, cancellation).ConfigureAwait(false);
        using var service = new PermitService(registers, engines, turn);
        return await turn.RunAsync(
            stop => ServeAsync(id, permit, service, published, notices, observer, stop), cancellation).ConfigureAwait(false);
    }

    private async Task<BatchResult> ServeAsync(
        string id,
        Permit? permit,
        PermitService service,
        List<Delivery> published,
        List<BatchNotice> notices,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        try
        {
            service.Engine.Publications.Require(id);
            if (Unfinished(id).Any())
            {
                foreach (var withdrawn in await service.Engine.Withdrawal.WithdrawOvertakenAsync(id, cancellation).ConfigureAwait(false))
                {
                    observer.Happened(withdrawn, DeliveryNote.Withdrawn);
                }
            }

            foreach (var delivery in Unfinished(id).Where(delivery => delivery.Kind != DeliveryKind.Extract))
            {
                published.Add(
                    await FinishAsync(service, permit is not null ? delivery : throw NoLongerValid(delivery), observer, cancellation)
                        .ConfigureAwait(false));
            }

            // A list's codes are interpreted as of the last delivery, which is final from here on.
            var failures = permit is null ? [] : await TakeInListAsync(permit, service, observer, cancellation).ConfigureAwait(false);
            if (permit is not null && Due(permit, service, observer) is { } due)
            {
                if (service.Engine.CoversOf(due) is { Count: > 1 } covers)
                {
                    observer.MakesUp(due, covers);
                }

                published.Add(await FinishAsync(service, due, observer, cancellation).ConfigureAwait(false));
            }

            if (permit is not null)
            {
                var ofUploads = await TakeInUpdatesAsync(permit, service, notices, observer, cancellation).ConfigureAwait(false);
                failures = [.. failures, .. ofUploads];
            }

            foreach (var extract in Unfinished(id).Where(delivery => delivery.Kind == DeliveryKind.Extract).ToList())
            {
                failures =
                [
                    .. failures,
                    .. await FinishExtractAsync(extract, permit is not null, service, published, notices, observer, cancellation)
                        .ConfigureAwait(false),
                ];
            }

            if (permit is not null)
            {
                var ofOrders = await ServeOrdersAsync(permit, service, published, notices, observer, cancellation)
                    .ConfigureAwait(false);
                failures = [.. failures, .. ofOrders];
            }

            return new BatchResult(published, failures) { Notices = notices };
        }
        catch (MuutostietoException failure) when (!StoreFailure.Is(failure))
        {
            return new BatchResult(published, [BatchFailure.Of(id, failure)]) { Notices = notices };
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            return new BatchResult(
                published,
                [
                    new BatchFailure(
                        id,
                        FailureKind.Fault,
                        $"{error.Message} Make it writable, or make room, and run again: what was begun is finished then."),
                ])
            {
                Notices = notices,
            };
        }
    }

    /// <summary>Runs before anything is planned, so that added persons are in the delivery that is due. A failure does not stop that
    /// delivery.</summary>
    private static async Task<IReadOnlyList<BatchFailure>> TakeInListAsync(
        Permit permit,
        PermitService service,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        if (!permit.Area.IsList)
        {
            return [];
        }

        try
        {
            await service.Engine.TakeInListAsync(permit, observer, cancellation).ConfigureAwait(false);
            return [];
        }
        catch (MuutostietoException failure)
        {
            return [BatchFailure.Of(permit.Id, failure)];
        }
    }

    /// <summary>Takes in customers' files, whose results are finished with what earlier runs left. A failure stops nothing
    /// else.</summary>
    private static async Task<IReadOnlyList<BatchFailure>> TakeInUpdatesAsync(
        Permit permit,
        PermitService service,
        List<BatchNotice> notices,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        try
        {
            foreach (var notice in await service.Engine.TakeInUpdatesAsync(permit, cancellation).ConfigureAwait(false))
            {
                notices.Add(notice);
                observer.Noticed(notice.Delivery, notice.Message);
            }

            return [];
        }
        catch (MuutostietoException failure)
        {
            return [BatchFailure.Of(permit.Id, failure)];
        }
    }

    /// <summary>Finishes an extract that an earlier run left. It belongs to no chain, so a failure of it stops nothing else.</summary>
    private async Task<IReadOnlyList<BatchFailure>> FinishExtractAsync(
        Delivery extract,
        bool isValid,
        PermitService service,
        List<Delivery> published,
        List<BatchNotice> notices,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        try
        {
            var finished = await FinishAsync(service, isValid ? extract : throw NoLongerValid(extract), observer, cancellation)
                .ConfigureAwait(false);
            published.Add(finished);
            if (FewFound.NoticeOf(finished) is { } notice)
            {
                notices.Add(new BatchNotice(finished, notice));
                observer.Noticed(finished, notice);
            }

            return [];
        }
        catch (MuutostietoException failure)
        {
            return [BatchFailure.Of(extract.Permit, DeliveryEngine.Unfinishable(extract, failure))];
        }
    }

    /// <summary>Makes the extracts of repeated orders that are due. A failure of one does not stop the others.</summary>
    private async Task<IReadOnlyList<BatchFailure>> ServeOrdersAsync(
        Permit permit,
        PermitService service,
        List<Delivery> published,
        List<BatchNotice> notices,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        var failures = new List<BatchFailure>();
        foreach (var order in configuration.Orders.Where(order => order.Permit == permit.Id))
        {
            try
            {
                if (order.Rhythm.LatestUntil(clock.GetUtcNow(), HolidayRule.Keep) is not { } occurrence)
                {
                    continue;
                }

                if (order.Request.Update is not null)
                {
                    if (service.Engine.Planner.Update(permit, order.Request, occurrence) is { } update
                        && update.State is DeliveryState.Planned or DeliveryState.Composed)
                    {
                        published.Add(await FinishAsync(service, update, observer, cancellation).ConfigureAwait(false));
                    }

                    continue;
                }

                OrderChoice? choice = null;
                var due = service.Engine.Planner.Extract(permit, order.Request, occurrence, made => choice = made, cancellation);
                foreach (var message in choice is null ? [] : service.Engine.NoticesOf(permit, order.Request, choice))
                {
                    notices.Add(new BatchNotice(due, message));
                    observer.Noticed(due, message);
                }

                if (due.State is DeliveryState.Planned or DeliveryState.Composed)
                {
                    published.Add(await FinishAsync(service, due, observer, cancellation).ConfigureAwait(false));
                }
            }
            catch (MuutostietoException failure)
            {
                failures.Add(BatchFailure.Of(permit.Id, failure));
            }
        }

        return failures;
    }

    private IEnumerable<Delivery> Unfinished(string permit) => ledger.Unfinished().Where(delivery => delivery.Permit == permit);

    private async Task<Delivery> FinishAsync(
        PermitService service,
        Delivery delivery,
        IDeliveryObserver observer,
        CancellationToken cancellation)
    {
        using (await limits.ComposingAsync(cancellation).ConfigureAwait(false))
        {
            delivery = service.Engine.ComposePlanned(delivery, observer, cancellation);
        }

        service.Turn.FreeHand();

        var drop = delivery.Terms.Value.Drop;
        return await retry.RunAsync(
            async () =>
            {
                using var slot = await limits.PublishingAsync(drop, cancellation).ConfigureAwait(false);
                return await service.Engine.PublishComposedAsync(delivery, observer, cancellation).ConfigureAwait(false);
            },
            (failure, pause) => observer.TriesAgain(delivery, failure, pause),
            cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// What is due for a permit, planned: its first base; a new base when the permit has changed, or when an order overtook one; else the
    /// changes of the rhythm's latest occurrence, unless that one has been made. Missed occurrences are made up by the one delivery that
    /// covers them all.
    /// </summary>
    private Delivery? Due(Permit permit, PermitService service, IDeliveryObserver observer)
    {
        if (permit.Files is not { } channel)
        {
            return null;
        }

        if (permit.Area.IsList && ListKeeper.IsWaited(ledger, permit.Id))
        {
            observer.WaitsForList(permit.Id);
            return null;
        }

        var begun = service.Engine.Planner.WithdrawnStart(permit);
        if ((begun ?? ledger.Head(permit.Id)) is not { } head)
        {
            return service.Engine.Planner.InitialBase(permit);
        }

        if (LacksBase(permit.Id))
        {
            return service.Engine.Planner.NewBase(permit);
        }

        if (begun?.WithdrawalReason == DeliveryWithdrawal.Reason)
        {
            // An operator asked for it, and no occurrence of the rhythm brings it back.
            return service.Engine.Planner.ChangesFrom(permit, begun.Window.From!.Value);
        }

        // A head that a wrong clock planned in the future must not end deliveries: what was made of the occurrence is found by its name.
        var (now, planned) = (clock.GetUtcNow(), head.Planned);
        if (channel.Rhythm.LatestUntil(now, channel.Holidays) is not { } occurrence || (occurrence.Planned <= planned && planned <= now))
        {
            return null;
        }

        var due = service.Engine.Planner.NeedsNewBase(permit, head)
            ? service.Engine.Planner.NewBase(permit)
            : begun is not null ? service.Engine.Planner.ChangesFrom(permit, begun.Window.From!.Value, occurrence)
            : service.Engine.Planner.Changes(permit, occurrence);

        // The occurrence's delivery was published and withdrawn by an operator, or a holiday rule has moved it since: the next occurrence
        // covers its window.
        return due.State is DeliveryState.Planned or DeliveryState.Composed ? due : null;
    }

    private static MuutostietoException NoLongerValid(Delivery delivery) =>
        new(
            FailureKind.Usage,
            $"{delivery.Title}: it was begun, but the permit is not valid today. Nothing was delivered. Extend the permit, or withdraw the "
                + "delivery.");
}
