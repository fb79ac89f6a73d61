using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary><c>deliver base PERMIT</c>, <c>deliver changes PERMIT</c>: a delivery that an operator asks for.</summary>
internal static class DeliverCommand
{
    internal static Command Create(CommandContext context) =>
        new("deliver", "Deliver on demand")
        {
            Create(
                context,
                DeliveryKind.Base,
                "Make a base delivery of the permit as of now and publish it. When the last base is just that, nothing is made."),
            Create(
                context,
                DeliveryKind.Changes,
                "Make a change delivery of everything since the permit's last delivery and publish it. When nothing has been entered "
                    + "since, nothing is made."),
        };

    private static Command Create(CommandContext context, DeliveryKind kind, string description)
    {
        var permit = new Argument<string>("PERMIT") { Description = "Id of the permit; \"permits list\" shows them" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count what would be delivered" };
        var clockOk = GlobalOptions.NewClockOk();
        var accept = new Option<bool>("--accept")
        {
            Description = "Deliver the base also when it holds 0 persons, or far fewer than the last one (Run.maxBaseShrinkPercent)",
        };
        var fromKey = new Option<long?>("--from-key")
        {
            Description = "Begin a chain without a base, for a recipient that has the interface's data up to this key",
            HelpName = "KEY",
        };
        var newChain = new Option<bool>("--new-chain")
        {
            Description = "With --from-key: also when the permit's files go on already; the new chain takes their place",
        };
        var command = new Command(kind.WireName(), description) { permit, dryRun, clockOk };
        if (kind == DeliveryKind.Base)
        {
            command.Add(accept);
        }
        else
        {
            command.Add(fromKey);
            command.Add(newChain);
            command.Validators.Add(result =>
            {
                if (result.GetValue(newChain) && result.GetValue(fromKey) is null)
                {
                    result.AddError("--new-chain needs --from-key.");
                }
            });
        }

        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    context,
                    parsed,
                    new DeliveryRequest(
                        kind,
                        kind == DeliveryKind.Base && parsed.GetValue(accept),
                        kind == DeliveryKind.Changes ? parsed.GetValue(fromKey) : null,
                        kind == DeliveryKind.Changes && parsed.GetValue(newChain)),
                    parsed.GetValue(permit)!,
                    parsed.GetValue(dryRun),
                    parsed.GetValue(clockOk),
                    cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        ParseResult parsed,
        DeliveryRequest request,
        string id,
        bool dryRun,
        bool clockOk,
        CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var permit = work.Configuration.Permit(id);
        _ = permit.RequireFiles();
        if (!permit.IsValidOn(HelsinkiTime.Today(work.Clock)))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{id}\": it is valid from {permit.ValidFrom:yyyy-MM-dd} to "
                    + $"{permit.ValidTo?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "further notice"}, "
                    + "not today. Nothing was delivered.");
        }

        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        if (dryRun)
        {
            Count(context, parsed, work.NewEngine(), request, permit, cancellation);
            return (int)ExitCode.Done;
        }

        SigningKeyFault.Require(work.Disk.Files, work.Configuration.Settings);
        using var runLock = work.AcquireRunLock();
        using var reporter = new RunReporter("deliver", work.Disk.Files, work.DataDirectory, work.Clock, context.Words, reason =>
            context.Terminal.Error.WriteLine($"muutostieto: {reason}"));
        await reporter.StartAsync(work, clockOk, cancellation).ConfigureAwait(false);
        await FeedLine.BeforeDeliveriesAsync(work, context.Terminal, cancellation).ConfigureAwait(false);
        EnteredByDate.Run(work, context.Terminal, cancellation);
        using var log = RunLog.Open(
            work, $"deliver {request.Kind.WireName()}", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        var observer = new Observers(terminal, log);
        using var turn = await work.TakePermitAsync(permit.Id, cancellation).ConfigureAwait(false);
        var before = work
            .Ledger.List(new DeliveryFilter(permit.Id))
            .Where(known => known.Published is not null)
            .Select(known => known.Id)
            .ToHashSet();
        var delivery = await reporter
            .OfDeliveryAsync(permit.Id, () => DeliverAsync(work.NewEngine(), request, permit, observer, cancellation))
            .ConfigureAwait(false);
        terminal.Dispose();
        reporter.Logged(log.Failure);
        var made = !before.Contains(delivery.Id);
        await context
            .Terminal.Out.WriteLineAsync(
                context.Options.Json(parsed) ? DeliverySummary.ToJson(delivery, made)
                : made ? DeliveryLine.Of(delivery)
                : request.NothingNew(delivery, "was"))
            .ConfigureAwait(false);
        return (int)ExitCode.Done;
    }

    private static async Task<Delivery> DeliverAsync(
        DeliveryEngine engine,
        DeliveryRequest request,
        Permit permit,
        Observers observer,
        CancellationToken cancellation)
    {
        await engine.FinishEarlierAsync(permit.Id, observer, cancellation).ConfigureAwait(false);
        await engine.TakeInListAsync(permit, observer, cancellation).ConfigureAwait(false);
        return await engine.FinishAsync(request.Plan(engine, permit), observer, cancellation).ConfigureAwait(false);
    }

    private static void Count(
        CommandContext context,
        ParseResult parsed,
        DeliveryEngine engine,
        DeliveryRequest request,
        Permit permit,
        CancellationToken cancellation)
    {
        var kind = request.Kind;
        var last = request.Known(engine, permit);
        last = last?.Published is null ? null : last;
        using var progress = new ProgressLine(context.Terminal, "counting", kind == DeliveryKind.Base ? "residents" : "entries", null);
        var counted = request.Count(engine, permit, progress, cancellation);
        progress.Dispose();
        var refusal = kind == DeliveryKind.Base && last is null ? engine.Planner.RefusalOf(permit, counted.Persons) : null;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("permit", permit.Id);
                writer.WriteString("kind", kind.WireName());
                writer.WriteBoolean("dryRun", true);
                writer.WriteBoolean("wouldMake", last is null);
                writer.WriteBoolean("needsAccept", refusal is not null);
                writer.WriteNumber("persons", counted.Persons);
                writer.WriteNumber("records", counted.Records);
                writer.WriteNumber("withheld", counted.Withheld);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine(
                last is not null ? request.NothingNew(last, "would be")
                : kind == DeliveryKind.Base
                    ? $"{permit.Id} base: would deliver {Figures.Count(counted.Persons)} persons; {Figures.Count(counted.Withheld)} "
                        + "residents left out by non-disclosure. Nothing was written."
                : $"{permit.Id} changes: would deliver {Figures.Count(counted.Records)} records of {Figures.Count(counted.Persons)} "
                    + "persons. Nothing was written.");
        }

        if (refusal is not null)
        {
            context.Terminal.Error.WriteLine($"muutostieto: it would be refused: {refusal}");
        }
    }
}
