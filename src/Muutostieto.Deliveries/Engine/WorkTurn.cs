using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>A worker's turn at a piece of work, until it is disposed of.</summary>
public sealed class WorkTurn : IDisposable
{
    private readonly ClaimKeeper? keeper;
    private readonly MuutostietoException? lost;
    private IDisposable? hand;

    /// <summary>Where one program at a time runs.</summary>
    internal WorkTurn(ILedger ledger) => Ledger = ledger;

    /// <param name="ledger">The ledger under the claim.</param>
    /// <param name="keeper">Keeps the claim.</param>
    /// <param name="lost">What is said when it is lost.</param>
    /// <param name="hand">What is given back when others may begin something in this process; null when nothing is.</param>
    internal WorkTurn(ILedger ledger, ClaimKeeper keeper, MuutostietoException lost, IDisposable? hand) =>
        (Ledger, this.keeper, this.lost, this.hand) = (ledger, keeper, lost, hand);

    /// <summary>What is written to in this turn: it refuses when another worker has taken over.</summary>
    public ILedger Ledger { get; }

    /// <summary>Whether another worker has taken over, or may have.</summary>
    internal bool IsLost => keeper is { Lost.IsCancellationRequested: true };

    /// <summary>
    /// Does something in this turn, and stops it when another worker has taken over.
    /// </summary>
    /// <param name="work">Does it; takes what stops it.</param>
    /// <param name="cancellation">Stops it too.</param>
    /// <exception cref="MuutostietoException">Transient, by <see cref="ClaimLostException"/>: another worker has taken over. Others: as
    /// <paramref name="work"/>.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (keeper is null)
        {
            return await work(cancellation).ConfigureAwait(false);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, keeper.Lost);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsLost && !cancellation.IsCancellationRequested)
        {
            throw lost!;
        }
    }

    /// <summary>All is done that there was to do: a worker that waits for it need not look.</summary>
    internal void IsDone()
    {
        if (keeper is not null)
        {
            keeper.IsDone = true;
        }
    }

    /// <summary>What is left is waiting for others: another permit may be begun beside it.</summary>
    internal void FreeHand()
    {
        hand?.Dispose();
        hand = null;
    }

    public void Dispose()
    {
        keeper?.Dispose();
        FreeHand();
    }
}
