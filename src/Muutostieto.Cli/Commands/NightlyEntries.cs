using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Permits;
using Muutostieto.Register.Nightly;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Cli.Commands;

/// <summary>Enters in the register what happens because the day has come, before anything is delivered.</summary>
internal static class NightlyEntries
{
    /// <summary>As <see cref="Run"/>, and says on the terminal what was entered.</summary>
    internal static void RunAndTell(Workplace work, Terminal terminal, CancellationToken cancellation)
    {
        var entered = Run(work, cancellation);
        if (entered.EndedOrders + entered.Merged > 0)
        {
            terminal.Error.WriteLine($"Entered by date: {Figures.Count(entered.EndedOrders)} non-disclosure orders have run out, {Figures.Count(entered.Merged)} residents of merged municipalities.");
        }
    }

    internal static DateDrivenResult Run(Workplace work, CancellationToken cancellation)
    {
        var mergers = work.Configuration.Municipalities.Mergers.Select(merger => new MunicipalMerger(merger.Code, merger.Successor, merger.Date)).ToList();
        using var writer = SqliteRegister.OpenWrite(work.Configuration.Settings.RegisterPath);
        using var entries = new DateDrivenEntries(work.Catalog, mergers, work.Configuration.Settings.GraceDays);
        return entries.Run(work.Register, writer, HelsinkiTime.Today(work.Clock), cancellation);
    }
}
