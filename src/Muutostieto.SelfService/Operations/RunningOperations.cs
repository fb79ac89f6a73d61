using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Operations;

/// <summary>
/// Carries out what operators ask for beside their requests: a base of a country takes minutes, and no one who closes a page breaks it
/// off. What ends soon is answered at once. The states are in memory, for their operators alone and for a while; what was done is in the
/// ledger, and what a stop of the service breaks off is finished by the next run.
/// </summary>
/// <param name="operations">Does it, and checks the rights.</param>
/// <param name="clock">Says when.</param>
/// <param name="log">For failures that no request is answered with.</param>
public sealed class RunningOperations(OperationService operations, TimeProvider clock, ILogger<RunningOperations> log) : IAsyncDisposable
{
    /// <summary>How long the end of an operation can be found again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    /// <summary>How long a request waits for the end before it shows that the operation goes on.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (string User, OperationState State, Task Ended)> known = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Counts what a base would hold, as <see cref="OperationService.ExplainBase"/>.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such permit.</exception>
    /// <exception cref="MuutostietoException">It failed within a moment.</exception>
    public Task<OperationState> CountBaseAsync(SelfServiceUser user, string permit) => BeginAsync(
        user,
        OperationKind.CountBase,
        permit,
        (state, cancellation) =>
        {
            var progress = new CountProgress(counted => Keep(user, state with { Counted = counted }));
            return Task.FromResult(state with { Plan = operations.ExplainBase(user, permit, progress, cancellation) });
        });

    /// <summary>Makes a base, as <see cref="OperationService.MakeBaseAsync"/>.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such permit.</exception>
    /// <exception cref="MuutostietoException">It failed within a moment.</exception>
    public Task<OperationState> MakeBaseAsync(SelfServiceUser user, string permit, string token, long? accepted) => BeginAsync(
        user,
        OperationKind.MakeBase,
        permit,
        async (state, cancellation) => state with
        {
            Delivery = await operations.MakeBaseAsync(user, permit, token, accepted, cancellation).ConfigureAwait(false),
        });

    /// <summary>Runs an order, as <see cref="OperationService.MakeExtractAsync"/>.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such order.</exception>
    /// <exception cref="MuutostietoException">It failed within a moment.</exception>
    public Task<OperationState> RunOrderAsync(SelfServiceUser user, string order, string token, bool again) => BeginAsync(
        user,
        OperationKind.RunOrder,
        order,
        async (state, cancellation) => state with
        {
            Delivery = await operations.MakeExtractAsync(user, order, token, again, cancellation).ConfigureAwait(false),
        });

    /// <summary>Withdraws a delivery, as <see cref="OperationService.WithdrawAsync"/>.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    /// <exception cref="RefusedInputException">There is no reason, or it is too long.</exception>
    /// <exception cref="MuutostietoException">It failed within a moment.</exception>
    public Task<OperationState> WithdrawAsync(SelfServiceUser user, Delivery delivery, string token, string reason) => BeginAsync(
        user,
        OperationKind.Withdraw,
        delivery.Title,
        async (state, cancellation) =>
        {
            var result = await operations.WithdrawAsync(user, delivery.Id, token, reason, cancellation).ConfigureAwait(false);
            return state with { Delivery = result.Delivery, StillThere = result.StillThere?.Message };
        });

    /// <summary>Publishes a delivery again, as <see cref="OperationService.RedeliverAsync"/>.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or there is no such delivery.</exception>
    /// <exception cref="MuutostietoException">It failed within a moment.</exception>
    public Task<OperationState> RedeliverAsync(SelfServiceUser user, Delivery delivery, string token) => BeginAsync(
        user,
        OperationKind.Redeliver,
        delivery.Title,
        async (state, cancellation) => state with
        {
            Delivery = await operations.RedeliverAsync(user, delivery.Id, token, cancellation).ConfigureAwait(false),
        });

    /// <summary>How far an operation has come, or its end.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or it is another user's or no longer kept.</exception>
    public OperationState Find(SelfServiceUser user, string id)
    {
        Require(user);
        return known.TryGetValue(id ?? "", out var found) && found.User == user.Id
            ? found.State
            : throw new AccessRefusedException(UserAction.OperateDeliveries);
    }

    /// <summary>Breaks off what goes on, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(known.Values.Select(each => each.Ended)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private static void Require(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.OperateDeliveries);
    }

    private async Task<OperationState> BeginAsync(
        SelfServiceUser user,
        OperationKind kind,
        string subject,
        Func<OperationState, CancellationToken, Task<OperationState>> work)
    {
        Require(user);
        Forget();
        if (kind == OperationKind.CountBase && known.Values.FirstOrDefault(each => each.User == user.Id && each.State.IsRunning
            && each.State.Kind == kind && each.State.Subject == subject).State is { } going)
        {
            return going;
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var state = new OperationState(id, kind, subject, clock.GetUtcNow());
        var cancellation = stopping.Token;

        // Counts look at a whole area without a pause: they take no thread from the pages.
        var ended = Task.Factory
            .StartNew(() => work(state, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .Unwrap();
        known[id] = (user.Id, state, ended);
        if (await Task.WhenAny(ended, Task.Delay(Moment, clock, CancellationToken.None)).ConfigureAwait(false) == ended)
        {
            try
            {
                state = (await ended.ConfigureAwait(false)) with { Ended = clock.GetUtcNow() };
                known[id] = (user.Id, state, ended);
                return state;
            }
            catch (ChangedMeanwhileException)
            {
                _ = known.TryRemove(id, out _);
                return state with { IsChanged = true };
            }
            catch
            {
                _ = known.TryRemove(id, out _);
                throw;
            }
        }

        _ = KeepEndAsync(user, state, ended);
        return state;
    }

    /// <summary>Keeps how it ended, when no request waits for it any more.</summary>
    private async Task KeepEndAsync(SelfServiceUser user, OperationState state, Task<OperationState> ended)
    {
        try
        {
            state = await ended.ConfigureAwait(false);
        }
        catch (ChangedMeanwhileException)
        {
            state = state with { IsChanged = true };
        }
        catch (OperationCanceledException)
        {
            state = state with { Failure = "The service was stopped. What was begun is finished by the next run." };
        }
        catch (Exception failure) when (failure is MuutostietoException || DiskFailure.Is(failure))
        {
            log.LogWarning("Self-service: {Kind} {Subject}: {Failure}", state.Kind, state.Subject, failure.Message);
            state = state with { Failure = failure.Message };
        }
        catch (Exception error)
        {
            // Its message could hold a value and is left out.
            log.LogError(
                "Self-service: {Kind} {Subject}: an error of the program itself ({Error}). Please report it with these lines: {Trace}",
                state.Kind,
                state.Subject,
                error.GetType().Name,
                error.StackTrace);
            state = state with { Failure = $"An error of the program itself ({error.GetType().Name}). Report it." };
        }

        Keep(user, state with { Ended = clock.GetUtcNow() });
    }

    private void Keep(SelfServiceUser user, OperationState state) => known.AddOrUpdate(
        state.Id, _ => (user.Id, state, Task.CompletedTask), (_, old) => (user.Id, state, old.Ended));

    private void Forget()
    {
        var since = clock.GetUtcNow() - Kept;
        foreach (var old in known.Where(each => each.Value.State.Ended < since).Select(each => each.Key))
        {
            _ = known.TryRemove(old, out _);
        }
    }

    /// <summary>Reports as it counts; <see cref="Progress{T}"/> does so later, and in any order.</summary>
    private sealed class CountProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
