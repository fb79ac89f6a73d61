using Muutostieto.Hosting;
using Muutostieto.Hosting.Runs;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Fetches from the register's source before a run, and reports it on the terminal.</summary>
internal static class FeedLine
{
    internal static async Task BeforeDeliveriesAsync(Installation work, Terminal terminal, CancellationToken cancellation)
    {
        var step = new FeedStep(work, reason => terminal.Error.WriteLine($"muutostieto: {reason}"));
        if (await step.BeforeDeliveriesAsync(cancellation).ConfigureAwait(false) is { } report)
        {
            terminal.Error.WriteLine(FeedText.Of(report));
        }
    }
}
