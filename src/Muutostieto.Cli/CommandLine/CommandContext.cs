using System.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Cli.CommandLine;

/// <summary>What every command is made with.</summary>
/// <param name="Terminal">Where it speaks.</param>
/// <param name="Options">The options of every command.</param>
/// <param name="SystemClock">The real time, which <c>--at</c> may replace.</param>
internal sealed record CommandContext(Terminal Terminal, GlobalOptions Options, TimeProvider SystemClock)
{
    /// <summary>The words of remedies.</summary>
    internal IRemedyWords Words { get; } = new RemedyWords();

    /// <summary>Where the files of the installation are.</summary>
    internal IDiskSync Disk { get; } = new DiskSync();

    /// <summary>Opens what the command's global options point at.</summary>
    internal Installation Open(ParseResult parsed) =>
        new(Options.Config(parsed), Options.Data(parsed), Options.Clock(parsed, SystemClock), Options.HasTime(parsed), Words, Disk);

    /// <summary>The same for a command that writes: if the settings say so, the database's tables are brought up to date first.</summary>
    /// <exception cref="MuutostietoException">The configuration has faults, or the tables cannot be brought up to date.</exception>
    internal Installation OpenToWrite(ParseResult parsed)
    {
        var work = Open(parsed);
        try
        {
            foreach (var upgrade in DatabaseStores.MigrateAtStart(work.Configuration.Settings.Store, SelfServiceStore.Scripts))
            {
                Terminal.Error.WriteLine($"muutostieto: {StoreUpgradeLine.Of(upgrade)}");
            }

            return work;
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }
}
