using Muutostieto.Records;

namespace Muutostieto.Hosting.Service;

/// <summary>The configuration in force: the last one without an error. Changed files take effect once they are valid.</summary>
public sealed class LiveConfiguration
{
    private readonly ServiceOptions options;
    private readonly TimeProvider clock;
    private readonly Lock turn = new();
    private string seen;
    private volatile LoadedConfiguration current;
    private volatile string? fault;

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="MuutostietoException">With everything that is wrong in it: a service does not start with a broken
    /// configuration.</exception>
    public LiveConfiguration(ServiceOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        seen = Stamp();
        current = Load();
    }

    public LoadedConfiguration Current => current;

    /// <summary>What is wrong in the files, so that something older than them is in force; null when what they say is in force.</summary>
    public string? Fault => fault;

    /// <summary>
    /// Looks at the files' times, and reads the files when they have changed since they were last looked at: what is in force from now on.
    /// When they are not right, <see cref="Fault"/> says why, and what was in force stays. For all threads at once.
    /// </summary>
    public LoadedConfiguration Newest
    {
        get
        {
            lock (turn)
            {
                try
                {
                    Refresh();
                }
                catch (Exception failure) when (failure is MuutostietoException or IOException or UnauthorizedAccessException)
                {
                    fault = failure is MuutostietoException known ? options.Words.Of(known) : failure.Message;
                }

                return current;
            }
        }
    }

    private void Refresh()
    {
        // Before reading: what is written while it is read is seen the next time.
        if (Stamp() is var stamp && stamp != seen)
        {
            seen = stamp;
            current = Load();
            fault = null;
        }
    }

    private LoadedConfiguration Load()
    {
        using var work = new Installation(
            options.ConfigDirectory,
            options.DataDirectory,
            clock,
            timeIsSet: false,
            options.Words,
            options.Disk);
        return new LoadedConfiguration(work.Configuration, work.Catalog);
    }

    /// <summary>Names, times and sizes of the configuration's files: a difference means that the files were changed.</summary>
    private string Stamp()
    {
        var folder = options.Disk.Files.DirectoryInfo.New(options.ConfigDirectory);
        return !folder.Exists ? "" : string.Join('\n', folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension == ".json" || file.Directory?.Name == "orders")
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => FormattableString.Invariant($"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}")));
    }
}
