using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.Commands;

/// <summary><c>batch</c>: one nightly run.</summary>
internal static class BatchCommand
{
    private const string DefaultCounty = "20";

    internal static Command Create(CommandContext context)
    {
        var command = new Command("batch", "Make everything that is due and hand it over: one nightly run. Run again, it does nothing twice.");
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        _ = work.Configuration;
        using var runLock = RunLock.Acquire(work.DataDirectory, work.Clock);
        if (!work.HasRegister && !work.Configuration.Settings.IsProduction)
        {
            await context.Terminal.Error.WriteLineAsync("The register is empty: filling it with the synthetic population of Kainuu (county 20). These people do not exist.").ConfigureAwait(false);
            SyntheticFill.Run(work, context.Terminal, SyntheticFill.MunicipalitiesOf(work, [DefaultCounty]), persons: null, seed: 1, cancellation);
        }

        var entered = NightlyEntries.Run(work, cancellation);
        if (entered.EndedOrders + entered.Merged > 0)
        {
            await context.Terminal.Error.WriteLineAsync($"Entered by date: {Figures.Count(entered.EndedOrders)} non-disclosure orders have run out, {Figures.Count(entered.Merged)} residents of merged municipalities.").ConfigureAwait(false);
        }

        var engine = new DeliveryEngine(work.Configuration, work.Catalog, work.Register, work.Ledger, work.Drop, work.Clock);
        using var log = RunLog.Open(work, "batch", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        var observer = new Observers(terminal, log);
        var batch = new BatchRun(work.Configuration, engine, work.Ledger, work.Clock);
        var result = await new NightlyRun(work.Configuration, batch, work.Ledger, work.Drop, work.Clock).RunAsync(observer, cancellation).ConfigureAwait(false);
        terminal.Dispose();
        log.Finished(result);
        Show(context, parsed, result.Batch);
        ShowOpen(context, result);
        return (int)result.ExitCode;
    }

    private static void ShowOpen(CommandContext context, NightlyResult result)
    {
        foreach (var delivery in result.Refused)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {delivery.Title}: its recipient has not loaded it. \"deliveries show {delivery.Id}\" tells why; then redeliver or withdraw it.");
        }

        foreach (var delivery in result.Overdue.Where(delivery => delivery.OpenRefusal is null))
        {
            context.Terminal.Error.WriteLine($"muutostieto: {delivery.Title}: overdue, handed over {Figures.Time(delivery.Redelivered ?? delivery.Published!.Value)} and neither answered nor fetched since. Ask its recipient.");
        }
    }

    private static void Show(CommandContext context, ParseResult parsed, BatchResult result)
    {
        var output = context.Terminal.Out;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("deliveries");
                writer.WriteRawValue(DeliverySummary.ToJson(result.Deliveries));
                writer.WriteStartArray("failures");
                foreach (var failure in result.Failures)
                {
                    writer.WriteStartObject();
                    writer.WriteString("permit", failure.Permit);
                    writer.WriteNumber("exitCode", (int)failure.ExitCode);
                    writer.WriteString("message", failure.Message);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (var delivery in result.Deliveries)
            {
                output.WriteLine(DeliveryLine.Of(delivery));
            }

            if (result.Deliveries.Count == 0 && result.Failures.Count == 0)
            {
                output.WriteLine("Nothing is due.");
            }
        }

        foreach (var failure in result.Failures)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {failure.Permit}: {failure.Message}");
        }
    }
}
