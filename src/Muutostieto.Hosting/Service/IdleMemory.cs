using System.Runtime.InteropServices;

namespace Muutostieto.Hosting.Service;

/// <summary>Gives back what a run took, of the runtime's memory and of SQLite's: the service now waits for hours or days.</summary>
internal static class IdleMemory
{
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // The C library keeps what SQLite has freed, for each thread that ever asked for some.
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc, which has no such call and keeps less.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keep);
}
