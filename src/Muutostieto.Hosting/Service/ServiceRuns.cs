using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Service;

/// <summary>
/// The runs of the service: the same steps as <c>batch</c>, each with the configuration that is in force when it begins. A run that fails
/// is logged, never thrown.
/// </summary>
public sealed partial class ServiceRuns(
    LiveConfiguration live, RunGate gate, ServiceOptions options, TimeProvider clock, ILogger<ServiceRuns> log)
    : IDisposable
{
    private readonly SemaphoreSlim entering = new(1);

    private readonly RunReporter reporter = new("serve", options.Disk.Files, options.DataDirectory, clock, options.Words, reason =>
        log.LogWarning("{Reason}", reason));

    private readonly RunReporter requested = new("deliver", options.Disk.Files, options.DataDirectory, clock, options.Words, reason =>
        log.LogWarning("{Reason}", reason));

    // Fixed at the start of the service; another number takes a restart.
    private readonly RunLimits limits = new(live.Current.Configuration.Settings.Run.Parallel);

    /// <summary>Enters what happens by date, then serves a permit; null: all of them, with what belongs to the night.</summary>
    public Task ServeAsync(string? permit, CancellationToken cancellation) =>
        RunAsync(
            permit ?? "all permits",
            async (work, runLog) =>
            {
                var configuration = work.Configuration;
                var result = permit is null
                    ? await reporter
                        .OfAllAsync(configuration, () => NightAsync(work, runLog, cancellation), cancellation)
                        .ConfigureAwait(false)
                    : await reporter
                        .OfPermitAsync(configuration, permit, () => PermitAsync(work, permit, runLog, cancellation), cancellation)
                        .ConfigureAwait(false);
                runLog.Finished(result, options.Words);
                reporter.Logged(runLog.Failure);
            },
            cancellation);

    /// <summary>Enters what happens by date.</summary>
    public Task EnterAsync(CancellationToken cancellation) =>
        RunAsync("the register", (work, _) => EnterAsync(work, NewRetry(work), cancellation), cancellation);

    /// <summary>
    /// Does something with a delivery of a permit that a user waits for: with the same guards as every run, after what happens by date was
    /// entered, and at no time together with another run of the permit. A failure is thrown, and not logged.
    /// </summary>
    /// <param name="permit">The permit's id.</param>
    /// <param name="deliver">Makes the delivery, or finds the one that there is; takes installation, engine and observer.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">What the run or its guards refuse.</exception>
    public async Task<Delivery> DeliverAsync(
        string permit,
        Func<Installation, DeliveryEngine, IDeliveryObserver, CancellationToken, Task<Delivery>> deliver,
        CancellationToken cancellation)
    {
        Delivery? made = null;
        await RunAsync(
            async (work, runLog) =>
            {
                await EnterAsync(work, NewRetry(work), cancellation).ConfigureAwait(false);
                using var slot = await limits.TakeTurnAsync(permit, cancellation).ConfigureAwait(false);
                using var turn = await work.TakePermitAsync(permit, cancellation, limits).ConfigureAwait(false);
                made = await reporter
                    .OfDeliveryAsync(
                        permit,
                        () => turn.RunAsync(stop => deliver(work, work.NewEngine(), runLog, stop), cancellation))
                    .ConfigureAwait(false);
                reporter.Logged(runLog.Failure);
            },
            cancellation).ConfigureAwait(false);
        return made!;
    }

    public void Dispose()
    {
        entering.Dispose();
        reporter.Dispose();
        requested.Dispose();
        limits.Dispose();
    }

    private async Task<NightlyResult> NightAsync(Installation work, RunLog runLog, CancellationToken cancellation)
    {
        var run = await NewRunAsync(work, cancellation).ConfigureAwait(false);
        return await work.NewNight(run).RunAsync(runLog, cancellation).ConfigureAwait(false);
    }

    private async Task<NightlyResult> PermitAsync(Installation work, string permit, RunLog runLog, CancellationToken cancellation)
    {
        var run = await NewRunAsync(work, cancellation).ConfigureAwait(false);
        return new NightlyResult(await run.RunAsync(permit, runLog, cancellation).ConfigureAwait(false), [], []);
    }

    private async Task<BatchRun> NewRunAsync(Installation work, CancellationToken cancellation)
    {
        var retry = NewRetry(work);
        await EnterAsync(work, retry, cancellation).ConfigureAwait(false);
        return work.NewRun(limits, retry);
    }

    private RetryPolicy NewRetry(Installation work) =>
        new(TimeSpan.FromMinutes(work.Configuration.Settings.Run.RetryMinutes), clock, Random.Shared);

    private async Task EnterAsync(Installation work, RetryPolicy retry, CancellationToken cancellation)
    {
        await entering.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var turn = await work.TakeRegisterAsync(cancellation).ConfigureAwait(false);
            options.FillRegister(work, cancellation);
            await FeedAsync(work, retry, cancellation).ConfigureAwait(false);
            var entered = await retry.RunAsync(
                () => Task.FromResult(NightlyEntries.Run(work, cancellation)),
                (failure, pause) => log.LogWarning("Register: {Failure} Retrying in {Pause:m\\:ss}", failure.Message, pause),
                cancellation).ConfigureAwait(false);
            if (entered.EndedOrders + entered.Merged > 0)
            {
                log.LogInformation(
                    "Register: {EndedOrders} non-disclosure orders have run out, {Merged} residents of merged municipalities",
                    entered.EndedOrders,
                    entered.Merged);
            }

            foreach (var notice in NightlyEntries.Notices(entered))
            {
                log.LogInformation("Register: {Notice}", notice);
            }
        }
        finally
        {
            entering.Release();
        }
    }

    private async Task FeedAsync(Installation work, RetryPolicy retry, CancellationToken cancellation)
    {
        var step = new FeedStep(work, reason => log.LogWarning("{Reason}", reason));
        var report = await retry.RunAsync(
            () => step.BeforeDeliveriesAsync(cancellation),
            (failure, pause) => log.LogWarning("Feed: {Failure} Retrying in {Pause:m\\:ss}", failure.Message, pause),
            cancellation).ConfigureAwait(false);
        if (report is not null)
        {
            log.LogInformation("{Report}", FeedText.Of(report));
        }
    }

    private async Task RunAsync(string scope, Func<Installation, RunLog, Task> run, CancellationToken cancellation)
    {
        try
        {
            await TryAsync(scope, run, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogInformation("Run for {Scope}: stopped. What was begun is finished by the next run", scope);
        }
        catch (MuutostietoException failure)
        {
            log.LogError(
                "Run for {Scope}: {Failure} Exit code {ExitCode}",
                scope,
                options.Words.Of(failure),
                FailureNumber.Of(failure.Kind));
        }
        catch (Exception error) when (DiskFailure.Is(error))
        {
            // The system's message names the file and what was refused, never what is in it.
            log.LogError("Run for {Scope}: {Failure} Put that right: the next run finishes what was begun", scope, error.Message);
        }
        catch (Exception error)
        {
            // A fault of the program itself: its trace names methods, its message could hold a value and is left out.
            log.LogCritical(
                "Run for {Scope}: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                scope,
                error.GetType().Name,
                error.StackTrace);
        }
    }

    /// <summary>Takes a run up again that its database has interrupted.</summary>
    private async Task TryAsync(string scope, Func<Installation, RunLog, Task> run, CancellationToken cancellation)
    {
        var window = TimeSpan.FromMinutes(live.Current.Configuration.Settings.Run.RetryMinutes);
        var other = await new RetryPolicy(window, clock, Random.Shared).RunAsync<MuutostietoException?>(
            async () =>
            {
                try
                {
                    await RunAsync(run, cancellation).ConfigureAwait(false);
                    return null;
                }
                catch (MuutostietoException failure) when (!WorkSharing.IsInterruption(failure))
                {
                    return failure;
                }
            },
            (failure, pause) => log.LogWarning(
                "Run for {Scope}: {Failure} Taken up again in {Pause:m\\:ss}", scope, failure.Message, pause),
            cancellation).ConfigureAwait(false);
        if (other is not null)
        {
            ExceptionDispatchInfo.Throw(other);
        }
    }

    private async Task RunAsync(Func<Installation, RunLog, Task> run, CancellationToken cancellation)
    {
        using (var pass = await gate.EnterAsync(cancellation).ConfigureAwait(false))
        {
            var current = live.Current;
            using var work = new Installation(
                current.Configuration,
                current.Catalog,
                options.DataDirectory,
                clock,
                options.Words,
                options.Disk);
            await reporter.StartAsync(work, confirmed: false, cancellation).ConfigureAwait(false);
            await run(work, pass.Log).ConfigureAwait(false);
        }

        IdleMemory.GiveBack();
    }
}
