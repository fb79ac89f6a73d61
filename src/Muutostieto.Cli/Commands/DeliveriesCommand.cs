using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>deliveries list | show | verify | redeliver | withdraw | resume</c>: the ledger.</summary>
internal static class DeliveriesCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = DeliveriesList.Create(context);

        var shown = new Argument<string>("DELIVERY") { Description = "Row number of the list, or PERMIT/base/1" };
        var show = new Command("show", "Show one delivery: files, hashes, window") { shown };
        show.SetAction(parsed => Show(context, parsed, parsed.GetValue(shown)!));

        var verified = new Argument<string?>("DELIVERY")
        {
            Description = "Row number of the list, or PERMIT/base/1; all when left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verify = new Command("verify", "Hash the files of outbox and drop again and compare them with the ledger") { verified };
        verify.SetAction((parsed, cancellation) => VerifyAsync(context, parsed, parsed.GetValue(verified), cancellation));

        var again = new Argument<string>("DELIVERY") { Description = "Row number of the list, or PERMIT/base/1" };
        var redeliver = new Command(
            "redeliver",
            "Hand the same files over again. When the outbox has lost them they are composed anew and must be the same bytes. Refused when "
                + "a non-disclosure order was entered for a person in it since, or its persons have left the audit")
        {
            again,
        };
        redeliver.SetAction((parsed, cancellation) => RedeliverAsync(context, parsed, parsed.GetValue(again)!, cancellation));

        return new Command("deliveries", "The ledger of deliveries")
        {
            list,
            show,
            verify,
            redeliver,
            DeliveriesWithdraw.Create(context),
            DeliveriesResume.Create(context),
        };
    }

    private static async Task<int> RedeliverAsync(CommandContext context, ParseResult parsed, string name, CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var delivery = Find(work, name);
        using var runLock = work.AcquireRunLock();
        using var log = RunLog.Open(work, "deliveries redeliver", context.Options.Verbose(parsed) ? context.Terminal.Error : null);
        using var terminal = new TerminalObserver(context.Terminal);
        using var turn = await work.TakePermitAsync(delivery.Permit, cancellation).ConfigureAwait(false);
        var engine = work.NewEngine();
        delivery = await engine.RedeliverAsync(delivery, new Observers(terminal, log), cancellation).ConfigureAwait(false);
        terminal.Dispose();
        await context
            .Terminal.Out.WriteLineAsync(context.Options.Json(parsed) ? DeliverySummary.ToJson([delivery]) : DeliveryLine.Of(delivery))
            .ConfigureAwait(false);
        return (int)ExitCode.Done;
    }

    private static int Show(CommandContext context, ParseResult parsed, string name)
    {
        using var work = context.Open(parsed);
        var delivery = Find(work, name);
        if (context.Options.Json(parsed))
        {
            context.Terminal.Out.WriteLine(DeliverySummary.ToJson([delivery]));
            return (int)ExitCode.Done;
        }

        var output = context.Terminal.Out;
        var window = delivery.Window.From is { } from
            ? $"entries after {from} up to {delivery.Window.To}"
            : $"as of entry {delivery.Window.To}";
        output.WriteLine($"{delivery.Permit} {delivery.Kind.WireName()} {Figures.Number(delivery.Number)}  {delivery.State.WireName()}");
        output.WriteLine($"  planned     {Figures.Time(delivery.Planned)}, {window}");
        if (delivery.Terms.Value.Order is { } order)
        {
            var rows = order.Update is { } file ? $", a file of {Figures.Count(file.Rows, "row")}" : "";
            output.WriteLine($"  order       {order.Id}{rows}");
        }

        WriteTime(output, "composed", delivery.Composed);
        WriteTime(output, "begun", delivery.Published is null ? delivery.PublishingSince : null);
        WriteTime(output, "published", delivery.Published);
        WriteTime(output, "received", delivery.Received);
        WriteTime(output, "redelivered", delivery.Redelivered);
        WriteTime(output, "withdrawn", delivery.Withdrawn);
        if (delivery.WithdrawalReason is { } reason)
        {
            output.WriteLine($"  reason      {reason}");
        }

        WriteTime(output, "left drop", delivery.DropCleared);
        WriteTime(output, "left outbox", delivery.OutboxCleared);
        foreach (var receipt in delivery.Receipts)
        {
            output.WriteLine(
                $"  {receipt.Source.WireName(),-16} "
                    + $"{Figures.Time(receipt.At)}{(receipt.File is null ? "" : $"  {receipt.File}")}"
                    + $"{(receipt.Reason is null ? "" : $"  {receipt.Reason}")}");
        }

        if (delivery.Place is { } place)
        {
            output.WriteLine($"  where       {Installation.Shown(place)}");
        }

        if (delivery.Audit is { } entry)
        {
            output.WriteLine($"  audit       entry {entry.Sequence}, {entry.Hash}");
        }

        output.WriteLine(
            $"  {DeliveryUnits.Many(delivery),-11} {Figures.Count(delivery.Counts.Persons)}, records "
                + Figures.Count(delivery.Counts.Records));
        if (delivery.Terms.Value.Repair is { } repaired)
        {
            output.WriteLine($"  repair      a full record of every resident of {string.Join(", ", repaired)}");
        }

        foreach (var file in delivery.Files)
        {
            output.WriteLine($"  {file.Sha256}  {Figures.Bytes(file.Bytes),9}  {file.Name}");
        }

        return (int)ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(CommandContext context, ParseResult parsed, string? name, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        var deliveries = name is not null ? [Find(work, name)] : work.LedgerIfAny?.List() ?? [];
        var engine = work.NewEngine();
        var results = new List<(Delivery Delivery, DeliveryVerification Verification)>();
        foreach (var delivery in deliveries.Where(delivery => delivery.State is not (DeliveryState.Planned or DeliveryState.Withdrawn)))
        {
            results.Add((delivery, await engine.VerifyAsync(delivery, cancellation).ConfigureAwait(false)));
        }

        Show(context, parsed, results);
        return (int)(results.Any(result => result.Verification.Differences.Count > 0) ? ExitCode.Integrity
            : results.Any(result => result.Verification.Unreachable is not null) ? ExitCode.TryAgainLater
            : ExitCode.Done);
    }

    private static void Show(
        CommandContext context,
        ParseResult parsed,
        List<(Delivery Delivery, DeliveryVerification Verification)> results)
    {
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var (delivery, verification) in results)
                {
                    writer.WriteStartObject();
                    writer.WriteString("permit", delivery.Permit);
                    writer.WriteString("kind", delivery.Kind.WireName());
                    writer.WriteNumber("number", delivery.Number);
                    writer.WriteNumber("filesChecked", verification.Checked);
                    writer.WriteStartArray("differences");
                    foreach (var difference in verification.Differences)
                    {
                        writer.WriteStringValue(difference);
                    }

                    writer.WriteEndArray();
                    writer.WriteString("unreachable", verification.Unreachable);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        foreach (var (delivery, verification) in results)
        {
            context.Terminal.Out.WriteLine(
                verification.Differences.Count == 0
                    ? $"{delivery.Title}: {verification.Checked} files as "
                        + $"recorded{(verification.Unreachable is null ? "" : ", drop not looked at")}"
                    : $"{delivery.Title}: {verification.Differences.Count} of {verification.Checked} files differ");
            foreach (var difference in verification.Differences)
            {
                context.Terminal.Out.WriteLine($"  {difference}");
            }

            if (verification.Unreachable is { } why)
            {
                context.Terminal.Error.WriteLine($"muutostieto: {why}");
            }
        }
    }

    internal static Delivery Find(Installation work, string name)
    {
        var deliveries = work.LedgerIfAny?.List() ?? [];
        var parts = name.Split('/');
        return deliveries.FirstOrDefault(delivery =>
            parts.Length == 3
                ? delivery.Permit == parts[0]
                    && delivery.Kind.WireName() == parts[1]
                    && delivery.Number.ToString(CultureInfo.InvariantCulture) == parts[2].TrimStart('0')
                : delivery.Id.ToString(CultureInfo.InvariantCulture) == name)
            ?? throw new MuutostietoException(
                FailureKind.Usage,
                $"delivery \"{name}\": the ledger has none; expected a row number of \"deliveries list\", or PERMIT/base/1, "
                    + "PERMIT/changes/1 or PERMIT/extract/1.");
    }

    private static void WriteTime(TextWriter output, string what, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            output.WriteLine($"  {what,-11} {Figures.Time(at)}");
        }
    }
}
