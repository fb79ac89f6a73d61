using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.Commands;

/// <summary><c>batch</c>: one nightly run.</summary>
internal static class BatchCommand
{
    internal static Command Create(CommandContext context)
    {
        var retry = new Option<int>("--retry") { Description = "For so long, try again to hand over what a drop does not take for a passing reason", HelpName = "MINUTES" };
        retry.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var minutes) || minutes is < 0 or > 1440))
            {
                result.AddError("--retry: expected minutes, 0 to 1440");
            }
        });
        var command = new Command("batch", "Make everything that is due and hand it over: one nightly run. Run again, it does nothing twice.") { retry };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed, TimeSpan.FromMinutes(parsed.GetValue(retry)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult parsed, TimeSpan retryWindow, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        _ = work.Configuration;
        using var runLock = RunLock.Acquire(work.DataDirectory, work.Clock);
        DemoRegister.FillIfMissing(work, context.Terminal, cancellation);
        NightlyEntries.RunAndTell(work, context.Terminal, cancellation);
        using var limits = new RunLimits(work.Configuration.Settings.Run.Parallel);
        using var log = RunLog.Open(work, "batch", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        var night = work.NewNight(work.NewRun(limits, new RetryPolicy(retryWindow, context.SystemClock, Random.Shared)));
        var result = await night.RunAsync(new Observers(terminal, log), cancellation).ConfigureAwait(false);
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
