using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>
/// Several workers on one database, each with its own claims. A worker takes up as many permits at once as it can compose: the others are
/// left to those that have a hand free.
/// </summary>
/// <param name="ledger">Shared by all.</param>
/// <param name="limits">The hands of this process; null: as many as are asked for.</param>
/// <param name="lease">For how long a claim is kept without a sign of life.</param>
/// <param name="clock">Times pauses and signs of life; the system's.</param>
internal sealed class SharedWorkers(PostgreSqlLedger ledger, RunLimits? limits, TimeSpan lease, TimeProvider clock) : IWorkers
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(400);

    private readonly string holder = $"process {Environment.ProcessId} on {Environment.MachineName}";

    public bool AreSeveral => true;

    public async Task<WorkTurn> TakeAsync(string work, CancellationToken cancellation)
    {
        while (true)
        {
            // The hand first: a claim that waits for one would keep the permit from others.
            var hand = limits is null ? null : await limits.HandAsync(cancellation).ConfigureAwait(false);
            if (Take(work, hand) is { } turn)
            {
                return turn;
            }

            await PauseAsync(cancellation).ConfigureAwait(false);
        }
    }

    public WorkTurn? TryTake(string work) => Take(work, null);

    public async Task<WorkTurn?> TakeUnlessDoneAsync(string work, DateTimeOffset since, CancellationToken cancellation)
    {
        while (true)
        {
            var turn = Take(work, null);
            if (ledger.Claims.IsDoneSince(work, since))
            {
                turn?.Dispose();
                return null;
            }

            if (turn is not null)
            {
                return turn;
            }

            await PauseAsync(cancellation).ConfigureAwait(false);
        }
    }

    public DateTimeOffset Now() => ledger.Claims.Now();

    private WorkTurn? Take(string work, IDisposable? hand)
    {
        WorkTurn? turn = null;
        try
        {
            if (ledger.Claims.TryClaim([work], holder, lease) is { } claim)
            {
                turn = new WorkTurn(
                    ledger.Under(claim), new ClaimKeeper(ledger.Claims, claim, lease, clock), claim.Lost(ledger.Place), hand);
            }

            return turn;
        }
        finally
        {
            if (turn is null)
            {
                hand?.Dispose();
            }
        }
    }

    /// <summary>By chance, so that workers that were started together do not ask together.</summary>
    private Task PauseAsync(CancellationToken cancellation) =>
        Task.Delay(ShortestPause * (1 + Random.Shared.NextDouble()), clock, cancellation);
}
