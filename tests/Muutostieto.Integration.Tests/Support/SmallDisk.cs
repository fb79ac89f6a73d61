using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>A folder on a disk of its own size, or a limit on the size of files.</summary>
internal sealed class SmallDisk(string folder, bool mounted, int kilobytes) : IAsyncDisposable
{
    private bool hasRoom;

    /// <summary>Whether this account may mount file systems.</summary>
    internal static bool CanMount()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            return false;
        }

        var folder = Directory.CreateTempSubdirectory("muutostieto-mount-").FullName;
        var mounted =
            Programs.TryAsync("mount", folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder).GetAwaiter().GetResult().Code == 0;
        if (mounted)
        {
            Programs.RunAsync("umount", "/", folder).GetAwaiter().GetResult();
        }

        Directory.Delete(folder);
        return mounted;
    }

    public static async Task<SmallDisk> OfAsync(string folder, bool mounted, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        if (mounted)
        {
            await Programs.RunAsync("mount", "/", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder);
        }

        return new SmallDisk(folder, mounted, kilobytes);
    }

    public Task<Outcome> RunAsync(TestInstallation installation, params string[] args) =>
        mounted || hasRoom ? installation.RunAsync(args) : installation.RunLimitedAsync(kilobytes, args);

    /// <summary>Takes what room is left.</summary>
    public async Task FillAsync()
    {
        await using var filler = File.Create(Path.Combine(folder, "filler"), bufferSize: 0);
        try
        {
            while (true)
            {
                await filler.WriteAsync(new byte[512]);
            }
        }
        catch (IOException)
        {
            // That was the last of it.
        }
    }

    public async Task MakeRoomAsync()
    {
        hasRoom = true;
        if (mounted)
        {
            await Programs.RunAsync("mount", "/", "-o", "remount,size=400m", folder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (mounted)
        {
            await Programs.RunAsync("umount", "/", folder);
        }
    }
}
