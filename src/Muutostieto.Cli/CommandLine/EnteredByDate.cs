using Muutostieto.Hosting;
using Muutostieto.Hosting.Runs;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Enters what happens by date, and reports it on the terminal.</summary>
internal static class EnteredByDate
{
    internal static void Run(Installation work, Terminal terminal, CancellationToken cancellation)
    {
        var entered = NightlyEntries.Run(work, cancellation);
        if (entered.EndedOrders + entered.Merged > 0)
        {
            terminal.Error.WriteLine(
                $"Entered by date: {Figures.Count(entered.EndedOrders, "non-disclosure order")} ended, "
                + $"{Figures.Count(entered.Merged, "resident")} of merged municipalities.");
        }

        foreach (var notice in NightlyEntries.Notices(entered))
        {
            terminal.Error.WriteLine(notice);
        }
    }
}
