using System.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Files;

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
}
