using System.CommandLine;
using System.Globalization;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>extract list | preview | run | redraw</c>: what orders ask for.</summary>
internal static class ExtractCommand
{
    internal static Command Create(CommandContext context)
    {
        var list = new Command("list", "Show the orders, and the extracts made for each");
        list.SetAction(parsed => List(context, parsed));

        var previewed = OrderArgument();
        var preview = new Command(
            "preview",
            "Count what the order would get, its size and price. Nothing is written but a line of the audit; fewer than 5 show as <5")
        {
            previewed,
        };
        preview.SetAction((parsed, cancellation) =>
            Task.FromResult(Preview(context, parsed, parsed.GetValue(previewed)!, cancellation)));

        var ordered = OrderArgument();
        var again = new Option<bool>("--again") { Description = "Make another extract although there is one of this order" };
        var clockOk = GlobalOptions.NewClockOk();
        var run = new Command(
            "run", "Make the order's extract and publish it. When there is one of the order as it reads now, nothing is made")
        {
            ordered, again, clockOk,
        };
        run.SetAction((parsed, cancellation) => RunAsync(
            context, parsed, parsed.GetValue(ordered)!, parsed.GetValue(again), parsed.GetValue(clockOk), cancellation));

        var drawn = new Argument<string>("DELIVERY") { Description = "Row number of \"deliveries list\", or PERMIT/extract/1" };
        var redraw = new Command(
            "redraw",
            "Prove an extract: choose its persons or buildings and compose it again from register and keys, and compare every byte with "
                + "the ledger. Nothing is kept or sent")
        {
            drawn,
        };
        redraw.SetAction((parsed, cancellation) => Task.FromResult(Redraw(context, parsed, parsed.GetValue(drawn)!, cancellation)));
        return new Command("extract", "Extracts of persons and buildings by orders") { list, preview, run, redraw };
    }

    private static Argument<string> OrderArgument() => new("ORDER") { Description = "Id of the order; \"extract list\" shows them" };

    private static int List(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        var made = (work.LedgerIfAny?.List(new DeliveryFilter(Kind: DeliveryKind.Extract)) ?? [])
            .Where(delivery => !delivery.IsLost)
            .ToLookup(delivery => (delivery.Permit, delivery.Terms.Value.Order!.Id));
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var order in work.Configuration.Orders)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", order.Id);
                    writer.WriteString("permit", order.Permit);
                    writer.WriteString("endCustomer", order.EndCustomer?.ToString());
                    writer.WriteString("purpose", PurposeNames.Of(order.Purpose));
                    writer.WriteString("target", ExtractRequests.Of(order).Target ?? "persons");
                    writer.WriteStartArray("extracts");
                    foreach (var delivery in made[(order.Permit, order.Id)])
                    {
                        writer.WriteStartObject();
                        writer.WriteNumber("number", delivery.Number);
                        writer.WriteString("state", delivery.State.WireName());
                        writer.WriteString("planned", delivery.Planned.ToString("O", CultureInfo.InvariantCulture));
                        writer.WriteNumber("persons", delivery.Counts.Persons);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return (int)ExitCode.Done;
        }

        if (work.Configuration.Orders.Count == 0)
        {
            context.Terminal.Error.WriteLine($"No orders in {Path.Combine(work.ConfigDirectory, "orders")}.");
        }

        foreach (var order in work.Configuration.Orders)
        {
            context.Terminal.Out.WriteLine(
                $"{order.Id,-24} {order.Permit,-24} {PurposeNames.Of(order.Purpose)}"
                    + (order.EndCustomer is { } customer ? $" for {customer}" : ""));
            foreach (var delivery in made[(order.Permit, order.Id)])
            {
                context.Terminal.Out.WriteLine(
                    $"  {delivery.Kind.WireName()} {Figures.Number(delivery.Number)}  {delivery.State.WireName(),-9}  "
                        + $"{Figures.Time(delivery.Planned)}  {Figures.Count(delivery.Counts.Persons, DeliveryUnits.One(delivery))}");
            }
        }

        return (int)ExitCode.Done;
    }

    private static int Preview(CommandContext context, ParseResult parsed, string id, CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var (order, permit) = Valid(work, id);
        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        var request = ExtractRequests.Of(order);
        var engine = work.NewEngine();
        _ = work.Audit.RecordPreview(new AuditedPreview(
            permit.Id, order.Id, request.Purpose, ExtractRequests.Sha256Of(request), work.Register.LatestKey().Value));
        using var progress = new ProgressLine(context.Terminal, "counting", request.Target ?? "persons", null);
        var counted = engine.Preview.CountExtract(permit, request, progress, cancellation);
        progress.Dispose();
        var price = OrderPrice.Of(work, permit, request, counted.Counted.Persons);
        ExtractPreviewText.Write(context, parsed, order, counted, price, engine.Near.Of(permit, request, counted.Choice.Units));
        return (int)ExitCode.Done;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, string id, bool again, bool clockOk, CancellationToken cancellation)
    {
        using var work = context.OpenToWrite(parsed);
        var (order, permit) = Valid(work, id);
        var request = ExtractRequests.Of(order);
        OrderedExtract? extract = null;
        await new OrderRun(context, parsed, "extract run")
            .RunAsync(work, permit, clockOk, DeliverAsync, SayAsync, cancellation)
            .ConfigureAwait(false);
        return (int)ExitCode.Done;

        Task<Delivery> DeliverAsync(DeliveryEngine engine, Observers observer, CancellationToken stop)
        {
            extract = new OrderedExtract(work, engine, permit, request);
            return extract.DeliverAsync(again, observer, stop);
        }

        async Task SayAsync(DeliveryEngine engine, RunLog log, Delivery delivery)
        {
            foreach (var notice in extract?.Choice is { } choice ? engine.NoticesOf(permit, request, choice) : [])
            {
                log.Noticed(delivery, notice);
                await context.Terminal.Error.WriteLineAsync($"muutostieto: {notice}").ConfigureAwait(false);
            }

            if (work.Ledger.List(new DeliveryFilter(permit.Id, DeliveryKind.Extract)).Any(other => IsBesideOfOldKey(other, delivery)))
            {
                await context.Terminal.Error.WriteLineAsync(
                    "muutostieto: its recipient has another extract of the same old key, judged at another time: who is only in the "
                        + "earlier one has become protected or set a ban since. Give a recipient one extract of an old key.")
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether two extracts are of one key, and were judged at different ones.</summary>
    private static bool IsBesideOfOldKey(Delivery other, Delivery delivery) =>
        other.Id != delivery.Id
        && other is { Published: not null, State: not DeliveryState.Withdrawn }
        && other.Window.To == delivery.Window.To
        && other.Terms.Value.Order?.JudgedAt != delivery.Terms.Value.Order?.JudgedAt;

    private static int Redraw(CommandContext context, ParseResult parsed, string name, CancellationToken cancellation)
    {
        using var work = context.Open(parsed);
        var delivery = DeliveriesCommand.Find(work, name);
        using var progress = new ProgressLine(context.Terminal, "redrawing", DeliveryUnits.Many(delivery), null);
        var made = work.NewEngine().Redraw.Run(delivery, progress, cancellation);
        progress.Dispose();
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("permit", delivery.Permit);
                writer.WriteString("kind", delivery.Kind.WireName());
                writer.WriteNumber("number", delivery.Number);
                writer.WriteBoolean("same", true);
                writer.WriteString("target", DeliveryUnits.Many(delivery));
                writer.WriteNumber("persons", made.Persons);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Out.WriteLine(
                $"{delivery.Title}: the same {Figures.Count(made.Persons, DeliveryUnits.One(delivery))}, the same bytes as the ledger "
                    + "recorded.");
        }

        return (int)ExitCode.Done;
    }

    private static (ExtractOrder Order, Permit Permit) Valid(Installation work, string id)
    {
        var (order, permit) = OrderRun.Valid(work, id);
        return order.Target != OrderTarget.Customers ? (order, permit) : throw new MuutostietoException(
            FailureKind.Usage,
            $"order \"{id}\": its rows are those of a customer's file. Nothing was delivered. Run \"muutostieto update run {id} FILE\".");
    }
}
