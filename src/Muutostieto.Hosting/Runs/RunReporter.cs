using System.Diagnostics;
using System.IO.Abstractions;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Runs;

/// <summary>
/// What follows each run, however it ended: its outcome is remembered for <c>status</c>, and people are notified of what is new. A failure
/// of either is reported and stops no delivery. One per process; may be used by several runs at once.
/// </summary>
/// <param name="command">What runs.</param>
/// <param name="files">Where the data folder is.</param>
/// <param name="dataDirectory">Where it is remembered.</param>
/// <param name="clock">The runs' clock.</param>
/// <param name="words">The words of remedies.</param>
/// <param name="warn">Takes warnings.</param>
public sealed class RunReporter(
    string command,
    IFileSystem files,
    string dataDirectory,
    TimeProvider clock,
    IRemedyWords words,
    Action<string> warn)
    : IDisposable
{
    private readonly SemaphoreSlim telling = new(1);
    private readonly RunMemoryFile memory = new(files, dataDirectory);

    /// <summary>Does a run for all permits.</summary>
    public Task<NightlyResult> OfAllAsync(Configuration configuration, Func<Task<NightlyResult>> run, CancellationToken cancellation) =>
        OfAsync(configuration, null, run, cancellation);

    /// <summary>Does a run for one permit.</summary>
    public Task<NightlyResult> OfPermitAsync(
        Configuration configuration,
        string permit,
        Func<Task<NightlyResult>> run,
        CancellationToken cancellation
    ) => OfAsync(configuration, permit, run, cancellation);

    /// <summary>Makes a delivery that an operator asked for. Only success is remembered: a failure is shown to the operator at once, and
    /// the next run finds it too.</summary>
    public async Task<Delivery> OfDeliveryAsync(string permit, Func<Task<Delivery>> deliver)
    {
        var delivery = await deliver().ConfigureAwait(false);
        if (memory.Read().Failures.ContainsKey(permit))
        {
            Guard(() => memory.Remember(permit, [], null, clock.GetUtcNow()));
        }

        return delivery;
    }

    /// <summary>Lets a run start; a clock in doubt is notified at once, as no run follows that would do so.</summary>
    public async Task StartAsync(Installation work, bool confirmed, CancellationToken cancellation)
    {
        try
        {
            RunStart.RequireClock(work, confirmed, isForAll: command != "deliver", warn);
        }
        catch (MuutostietoException)
        {
            await NotifyAsync(work.Configuration, cancellation).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Notes whether the log of a run could be written. A lost log stops no delivery, so that it is said here and in status.
    /// </summary>
    public void Logged(string? failure)
    {
        if (failure is not null)
        {
            warn($"the log cannot be written: {failure} Lines of it are lost; deliveries go on. Make its folder writable.");
        }

        if (memory.Read().Log?.Message != failure)
        {
            Guard(() => memory.RememberLog(failure, clock.GetUtcNow()));
        }
    }

    public void Dispose() => telling.Dispose();

    private async Task<NightlyResult> OfAsync(
        Configuration configuration,
        string? permit,
        Func<Task<NightlyResult>> run,
        CancellationToken cancellation)
    {
        var (began, since) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            var result = (await run().ConfigureAwait(false)).Worded(words);
            Remember(permit, result.Batch.Failures, new LastRun(command, began, Seconds(since), result.Failure, null));
            await NotifyAsync(configuration, cancellation).ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException)
        {
            // Stopped on request: the next run finishes what was begun; this is not a failure.
            throw;
        }
        catch (Exception failure)
        {
            var (kind, message) = Said(failure);
            Remember(
                permit,
                permit is null ? null : [new BatchFailure(permit, kind, message)],
                new LastRun(command, began, Seconds(since), kind, message));
            await NotifyAsync(configuration, cancellation).ConfigureAwait(false);
            throw;
        }
    }

    private static double Seconds(long since) => Math.Round(Stopwatch.GetElapsedTime(since).TotalSeconds, 3);

    /// <summary>A failure's message, as far as it cannot contain a person of the register.</summary>
    private (FailureKind Kind, string Message) Said(Exception failure) =>
        failure switch
        {
            MuutostietoException known => (known.Kind, words.Of(known)),
            _ when DiskFailure.Is(failure) => (
                FailureKind.Fault,
                $"{failure.Message} Put that right and run again: what was begun is finished then."),
            _ => (
                FailureKind.Fault,
                $"An error of the program itself ({failure.GetType().Name}). The log or the terminal has its lines; please report it."),
        };

    /// <param name="permit">Null: all.</param>
    /// <param name="failures">Null: the run did not come to an end, and nothing new is known of single permits.</param>
    /// <param name="last">The run.</param>
    private void Remember(string? permit, IReadOnlyList<BatchFailure>? failures, LastRun last)
    {
        Guard(() =>
        {
            if (failures is null)
            {
                memory.Remember(last);
            }
            else
            {
                memory.Remember(permit, failures, permit is null ? last : null, clock.GetUtcNow());
            }
        });
    }

    private void Guard(Action remember)
    {
        try
        {
            remember();
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            warn(
                $"{failure.Message} How the run ended cannot be remembered, and the status does not show it. Make the data folder writable."
            );
        }
    }

    private async Task NotifyAsync(Configuration configuration, CancellationToken cancellation)
    {
        var notifiers = Notifiers(configuration.Settings.Notify, words).ToList();
        if (notifiers.Count == 0)
        {
            return;
        }

        await telling.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var status = new StatusReader(clock).Read(new StatusSource(configuration, null, dataDirectory, words, files));
            foreach (
                var (way, reason) in await new NotificationRun(notifiers, memory, clock)
                    .RunAsync(status, cancellation)
                    .ConfigureAwait(false))
            {
                warn($"Could not notify by {way}: {reason} Retrying after the next run.");
            }
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            warn($"{failure.Message} The notifications sent cannot be recorded and will be sent again.");
        }
        finally
        {
            telling.Release();
        }
    }

    private static IEnumerable<INotifier> Notifiers(NotifySettings settings, IRemedyWords words)
    {
        if (settings.Command is { } command)
        {
            yield return new CommandNotifier(command);
        }

        if (settings.Mail is { } mail)
        {
            foreach (var address in MailNotifier.Of(mail, words))
            {
                yield return address;
            }
        }
    }
}
