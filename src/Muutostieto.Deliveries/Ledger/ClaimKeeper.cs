using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>Prolongs a claim three times in its lease while its worker works, and gives it back when it is disposed of.</summary>
internal sealed class ClaimKeeper : IDisposable
{
    private readonly WorkClaims claims;
    private readonly WorkClaim claim;
    private readonly TimeSpan lease;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource lost = new();
    private readonly ITimer timer;
    private long prolonged;

    internal ClaimKeeper(WorkClaims claims, WorkClaim claim, TimeSpan lease, TimeProvider clock)
    {
        (this.claims, this.claim, this.lease, this.clock) = (claims, claim, lease, clock);
        prolonged = clock.GetTimestamp();
        timer = clock.CreateTimer(_ => Beat(), null, lease / 3, lease / 3);
    }

    /// <summary>
    /// Cancelled when another worker has the claim, or when the database has not been reached for as long as the lease: another may have it
    /// then. The ledger refuses what comes too late for this.
    /// </summary>
    internal CancellationToken Lost => lost.Token;

    /// <summary>Set when all is done that there was to do.</summary>
    internal bool IsDone { get; set; }

    public void Dispose()
    {
        timer.Dispose();
        try
        {
            claims.Release(claim, IsDone);
        }
        catch (MuutostietoException)
        {
            // It ends with its time.
        }

        lost.Dispose();
    }

    /// <summary>One beat of the heart.</summary>
    internal void Beat()
    {
        // Before the question: the lease counts from when the database answers it, which is later.
        var asked = clock.GetTimestamp();
        try
        {
            if (claims.TryProlong(claim, lease))
            {
                Volatile.Write(ref prolonged, asked);
                return;
            }
        }
        catch (MuutostietoException)
        {
            if (clock.GetElapsedTime(Volatile.Read(ref prolonged)) < lease)
            {
                return;
            }
        }

        try
        {
            lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended meanwhile.
        }
    }
}
