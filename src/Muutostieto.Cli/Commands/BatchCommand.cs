using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>batch</c>: one nightly run.</summary>
internal static class BatchCommand
{
    internal static Command Create(CommandContext context)
    {
        var retry = new Option<int>("--retry") { Description = "Retry transient failures of a drop for this long", HelpName = "MINUTES" };
        retry.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var minutes) || minutes is < 0 or > 1440))
            {
                result.AddError("--retry: expected minutes, 0 to 1440");
            }
        });
        var clockOk = GlobalOptions.NewClockOk();
        var command = new Command("batch", "Make everything that is due and publish it: one nightly run. Run again, it does nothing twice.")
        {
            retry,
            clockOk,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(context, parsed, TimeSpan.FromMinutes(parsed.GetValue(retry)), parsed.GetValue(clockOk), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        ParseResult parsed,
        TimeSpan retryWindow,
        bool clockOk,
        CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var warn = (string reason) => context.Terminal.Error.WriteLine($"muutostieto: {reason}");
        DemoRegister.MakeFolder(work.Disk.Files, work.Configuration.Settings, warn);
        using var runLock = work.AcquireRunLock(isShared: true);
        using var reporter = new RunReporter("batch", work.Disk.Files, work.DataDirectory, work.Clock, context.Words, warn);
        await reporter.StartAsync(work, clockOk, cancellation).ConfigureAwait(false);
        var result = await reporter
            .OfAllAsync(work.Configuration, () => RunAsync(context, parsed, work, reporter, retryWindow, cancellation), cancellation)
            .ConfigureAwait(false);
        return Report(context, parsed, work, result);
    }

    private static async Task<NightlyResult> RunAsync(
        CommandContext context,
        ParseResult parsed,
        Installation work,
        RunReporter reporter,
        TimeSpan retryWindow,
        CancellationToken cancellation)
    {
        using (await work.TakeRegisterAsync(cancellation).ConfigureAwait(false))
        {
            DemoRegister.FillIfMissing(work, context.Terminal, cancellation);
            await FeedLine.BeforeDeliveriesAsync(work, context.Terminal, cancellation).ConfigureAwait(false);
            EnteredByDate.Run(work, context.Terminal, cancellation);
        }

        using var limits = new RunLimits(work.Configuration.Settings.Run.Parallel);
        using var log = RunLog.Open(work, "batch", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        var night = work.NewNight(work.NewRun(limits, new RetryPolicy(retryWindow, context.SystemClock, Random.Shared)));
        var result = await night.RunAsync(new Observers(terminal, log), cancellation).ConfigureAwait(false);
        terminal.Dispose();
        log.Finished(result, context.Words);
        reporter.Logged(log.Failure);
        return result;
    }

    private static int Report(CommandContext context, ParseResult parsed, Installation work, NightlyResult result)
    {
        Show(context, parsed, result);
        ShowOpen(context, result);
        var alerts = FeedAlerts.Read(
            new StatusSource(work.Configuration, null, work.DataDirectory, context.Words, work.Disk.Files),
            work.Clock.GetUtcNow());
        foreach (var alert in alerts)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {alert.Message}");
        }

        // Behind a synthetic register is no source that waits for a correction.
        return ExitCodes.NumberOf(
            result.Failure == FailureKind.None && alerts.Count > 0 && work.Register.Feed().IsFed ? alerts[0].Failure : result.Failure);
    }

    private static void ShowOpen(CommandContext context, NightlyResult result)
    {
        foreach (var due in result.ToWithdraw)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {context.Words.Of(due.Message, due.Remedy)}");
        }

        foreach (var delivery in result.Refused)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {context.Words.Of(delivery.OpenRefusalAdvice!, delivery.OpenRefusalRemedy)}");
        }

        foreach (var delivery in result.Overdue.Where(delivery => delivery.OpenRefusal is null))
        {
            context.Terminal.Error.WriteLine(
                $"muutostieto: {delivery.Title}: overdue, published {Figures.Time(delivery.Redelivered ?? delivery.Published!.Value)} and "
                    + "neither answered nor fetched since. Ask its recipient.");
        }
    }

    private static void Show(CommandContext context, ParseResult parsed, NightlyResult night)
    {
        var (output, result) = (context.Terminal.Out, night.Batch);
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
                    writer.WriteNumber("exitCode", FailureNumber.Of(failure.Kind));
                    writer.WriteString("message", failure.Message);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WritePropertyName("refused");
                writer.WriteRawValue(DeliverySummary.ToJson(night.Refused));
                writer.WritePropertyName("overdue");
                writer.WriteRawValue(DeliverySummary.ToJson(night.Overdue));
                writer.WritePropertyName("toWithdraw");
                WithdrawalJson.Write(writer, night.ToWithdraw, context.Words);
                writer.WriteStartArray("notices");
                foreach (var notice in result.Notices)
                {
                    writer.WriteStartObject();
                    writer.WriteString("permit", notice.Delivery.Permit);
                    writer.WriteString("kind", notice.Delivery.Kind.WireName());
                    writer.WriteNumber("number", notice.Delivery.Number);
                    writer.WriteString("message", notice.Message);
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

        foreach (var notice in result.Notices)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {notice.Delivery.Title}: {notice.Message}");
        }

        foreach (var failure in result.Failures)
        {
            context.Terminal.Error.WriteLine($"muutostieto: {failure.Permit}: {failure.Message}");
        }
    }
}
