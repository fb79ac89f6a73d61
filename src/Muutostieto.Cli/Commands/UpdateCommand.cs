using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Matching;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;
using Muutostieto.Records.Customers;

namespace Muutostieto.Cli.Commands;

/// <summary><c>update list | run | show</c>: customers' registers brought up to date.</summary>
internal static class UpdateCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = new Command("list", "Show the orders for customers' files, the results of each, and uploads that were refused");
        list.SetAction(parsed => UpdateList.Show(context, parsed));

        var order = new Argument<string>("ORDER") { Description = "Id of the order; \"update list\" shows them" };
        var file = new Argument<string?>("FILE")
        {
            Description = "The customer's register: CSV or .xlsx. Left out: an order with onlyChanges "
                + "answers its newest file again, with the rows whose answers have changed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var again = new Option<bool>("--again") { Description = "Make another result although there is one of this file and order" };
        var clockOk = GlobalOptions.NewClockOk();
        var run = new Command("run", "Match the rows of a customer's file with persons, and publish the result")
        {
            order, file, again, clockOk,
        };
        run.SetAction((parsed, cancellation) => RunAsync(
            context, parsed, parsed.GetValue(order)!, parsed.GetValue(file), parsed.GetValue(again), parsed.GetValue(clockOk),
            cancellation));

        var shown = new Argument<string>("DELIVERY") { Description = "Row number of \"deliveries list\", or PERMIT/extract/1" };
        var show = new Command("show", "Count the rows of a customer's file by their true outcomes, which the recipient may not see")
        {
            shown,
        };
        show.SetAction(parsed => Show(context, parsed, parsed.GetValue(shown)!));
        return new Command("update", "Customers' registers brought up to date by orders") { list, run, show };
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, string id, string? file, bool again, bool clockOk, CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var (order, permit) = OrderRun.Valid(work, id);
        if (order.Target != OrderTarget.Customers)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{id}\": it chooses its rows itself. Nothing was delivered. Run \"muutostieto extract run {id}\".");
        }

        var request = ExtractRequests.Of(order);
        await new OrderRun(context, parsed, "update run")
            .RunAsync(work, permit, clockOk, DeliverAsync, SayAsync, cancellation)
            .ConfigureAwait(false);
        return (int)ExitCode.Done;

        async Task<Delivery> DeliverAsync(DeliveryEngine engine, Observers observer, CancellationToken stop)
        {
            await engine.FinishEarlierExtractsAsync(permit.Id, observer, stop).ConfigureAwait(false);
            var mark = file is not null ? await KeepAsync(context, work, permit, id, file, stop).ConfigureAwait(false)
                : Next(engine, order, permit, request);
            return await engine
                .FinishAsync(engine.Planner.Update(permit, request, mark, again), observer, stop)
                .ConfigureAwait(false);
        }

        async Task SayAsync(DeliveryEngine engine, RunLog log, Delivery delivery)
        {
            var near = delivery.Terms.Value.Order?.Update is { } mark
                ? work.UpdateFiles.NoticeOf(permit.Recipient, request.Update!.MinimumRows, mark)
                : null;
            foreach (var notice in new[] { near, FewFound.NoticeOf(delivery) }.OfType<string>())
            {
                log.Noticed(delivery, notice);
                await context.Terminal.Error.WriteLineAsync($"muutostieto: {notice}").ConfigureAwait(false);
            }
        }
    }

    private static UpdateMark Next(DeliveryEngine engine, ExtractOrder order, Permit permit, ExtractRequest request) =>
        !order.Update!.OnlyChanges
            ? throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{order.Id}\": it answers each file once. Nothing was delivered. Name a FILE, or write "
                    + "\"onlyChanges\": true in the order.")
            : engine.Planner.NextOf(permit, request) ?? throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{order.Id}\": its recipient has no result yet, as the order reads now. Nothing was delivered. Name "
                    + "a FILE first.");

    private static async Task<UpdateMark> KeepAsync(
        CommandContext context, Installation work, Permit permit, string order, string file, CancellationToken cancellation)
    {
        MisdirectedUpload.Refuse(Path.GetFileName(file), permit, order);
        KeptCustomerFile kept;
        try
        {
            using var content = work.Disk.Files.FileStream.New(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            kept = work.CustomerFiles.Keep(file, content, cancellation);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{file}: the customer's file is missing or cannot be read, or it is a folder. Nothing was delivered. Name the right one.",
                failure);
        }

        var form = kept.IsWorkbook ? "a workbook"
            : $"{(kept.CharacterSet == CustomerText.Utf8 ? "UTF-8" : "ISO-8859-1")}, \"{kept.Separator}\" between values";
        var passed = kept.Passed.Count == 0 ? "" : $"; passed through: {string.Join(", ", kept.Passed)}";
        await context.Terminal.Error.WriteLineAsync(
            $"muutostieto: {file}: {Figures.Count(kept.Mark.Rows, "row")}, {form}{passed}").ConfigureAwait(false);
        return kept.Mark;
    }

    private static int Show(CommandContext context, ParseResult parsed, string name)
    {
        using var work = context.Open(parsed);
        var delivery = DeliveriesCommand.Find(work, name);
        if (delivery.Terms.Value.Order?.Update is not { } mark)
        {
            throw new MuutostietoException(
                FailureKind.Usage, $"{delivery.Title}: it answers no customer's file. Name a result of an update.");
        }

        var outcomes = work.Ledger.OutcomesOf(delivery.Id);
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("delivery", delivery.Key.ToString());
                writer.WriteString("order", delivery.Terms.Value.Order!.Id);
                writer.WriteString("sha256", mark.Sha256);
                writer.WriteNumber("rows", mark.Rows);
                writer.WriteStartArray("outcomes");
                foreach (var outcome in outcomes)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("outcome", outcome.Outcome);
                    writer.WriteString("method", outcome.Method);
                    writer.WriteNumber("rows", outcome.Rows);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        context.Terminal.Out.WriteLine(
            $"{delivery.Title}: order {delivery.Terms.Value.Order!.Id}, {Figures.Count(mark.Rows, "row")} in the file "
                + $"{mark.Upload ?? mark.Sha256[..12] + "…"}");
        foreach (var outcome in outcomes)
        {
            context.Terminal.Out.WriteLine(
                $"  {outcome.Outcome,2} {outcome.Method ?? "",-2}  {Words((MatchOutcome)outcome.Outcome),-44} "
                    + Figures.Count(outcome.Rows, "row"));
        }

        return (int)ExitCode.Done;
    }

    private static string Words(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Matched => "one person",
        MatchOutcome.Ambiguous => "several persons fit",
        MatchOutcome.NoMatch => "no person",
        MatchOutcome.CodeReplaced => "one person, with another code now",
        MatchOutcome.MalformedCode => "malformed identity code",
        MatchOutcome.Deceased => "one person, dead",
        MatchOutcome.Protected => "one person, under a non-disclosure order",
        MatchOutcome.Conflict => "name or day of birth are not the person's",
        MatchOutcome.TooLittleData => "too little data",
        MatchOutcome.Banned => "one person, whose ban stops the purpose",
        _ => "one person, outside the permit's area",
    };
}
