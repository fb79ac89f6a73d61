using Muutostieto.Hosting.Service;

namespace Muutostieto.Server.Http;

/// <summary>
/// The service mostly waits, and a monitor may ask every few seconds for years: what answers took is given back once a minute.
/// </summary>
internal sealed class IdleMemory(TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private long tidied = clock.GetTimestamp();

    internal void Tidy()
    {
        var (now, last) = (clock.GetTimestamp(), Interlocked.Read(ref tidied));
        if (clock.GetElapsedTime(last, now) >= Every && Interlocked.CompareExchange(ref tidied, now, last) == last)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeMemory.GiveBack();
        }
    }
}
