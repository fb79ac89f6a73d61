namespace Muutostieto.Hosting.Service;

/// <summary>Gives back what a run took, of the runtime's memory and of SQLite's: the service now waits for hours or days.</summary>
internal static class IdleMemory
{
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeMemory.GiveBack();
    }
}
