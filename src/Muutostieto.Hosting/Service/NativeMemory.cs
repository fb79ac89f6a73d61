using System.Runtime.InteropServices;

namespace Muutostieto.Hosting.Service;

/// <summary>The memory that the C library lends to SQLite and other libraries that are not .NET's.</summary>
public static class NativeMemory
{
    /// <summary><c>M_ARENA_MAX</c> of glibc's malloc.h.</summary>
    private const int MostArenas = -8;

    /// <summary>
    /// Lets all threads share two arenas. By default glibc makes one a thread, up to eight a core, and each keeps what was once freed in
    /// it: with many users at once, the pages of a register that each thread has ever read. Called before anything else is opened.
    /// </summary>
    public static void ShareArenas() => Call(() => SetOption(MostArenas, 2));

    /// <summary>Gives back what is free.</summary>
    public static void GiveBack() => Call(() => Trim(0));

    private static void Call(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = call();
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc, which has no such call and keeps less.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keep);

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
