using Muutostieto.Records;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Work;

/// <summary>Prolongs the claim of a pick while it is worked on, and breaks the work off when another worker has it.</summary>
internal sealed class PickLease : IDisposable
{
    private readonly ResidentLists lists;
    private readonly ResidentPick pick;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource source;
    private readonly ITimer timer;
    private long prolonged;

    internal PickLease(ResidentLists lists, ResidentPick pick, TimeProvider clock, CancellationToken cancellation)
    {
        (this.lists, this.pick, this.clock) = (lists, pick, clock);
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        prolonged = clock.GetTimestamp();
        timer = clock.CreateTimer(_ => Beat(), null, Length / 3, Length / 3);
    }

    /// <summary>How long a claim holds that is not prolonged.</summary>
    internal static TimeSpan Length { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Cancelled when the work is to stop, or another worker has the pick.</summary>
    internal CancellationToken Token => source.Token;

    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
    }

    /// <summary>One beat of the heart.</summary>
    internal void Beat()
    {
        var asked = clock.GetTimestamp();
        try
        {
            if (lists.Prolong(pick, clock, Length))
            {
                Volatile.Write(ref prolonged, asked);
                return;
            }
        }
        catch (MuutostietoException)
        {
            if (clock.GetElapsedTime(Volatile.Read(ref prolonged)) < Length)
            {
                return;
            }
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended meanwhile.
        }
    }
}
