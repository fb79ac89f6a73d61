using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary><c>update list</c>: the orders for customers' files, with their results and the uploads that were refused.</summary>
internal static class UpdateList
{
    /// <summary>Refused uploads that the text has of an order; JSON has all uploads.</summary>
    private const int Newest = 5;

    internal static int Show(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        var orders = work.Configuration.Orders.Where(order => order.Target == OrderTarget.Customers).ToList();
        var made = (work.LedgerIfAny?.List(new DeliveryFilter(Kind: DeliveryKind.Extract)) ?? [])
            .Where(delivery => !delivery.IsLost)
            .ToLookup(delivery => (delivery.Permit, delivery.Terms.Value.Order!.Id));
        var uploads = orders.Select(order => order.Permit).Distinct()
            .SelectMany(permit => work.LedgerIfAny?.UpdateUploads(permit) ?? [])
            .ToLookup(upload => (upload.Permit, upload.Order));
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (var order in orders)
                {
                    WriteOrder(writer, order, made[(order.Permit, order.Id)], uploads[(order.Permit, order.Id)]);
                }

                writer.WriteEndArray();
            });
            return (int)ExitCode.Done;
        }

        if (orders.Count == 0)
        {
            context.Terminal.Error.WriteLine(
                $"No orders of the target \"customers\" in {Path.Combine(work.ConfigDirectory, "orders")}.");
        }

        foreach (var order in orders)
        {
            context.Terminal.Out.WriteLine(
                $"{order.Id,-24} {order.Permit,-24} {string.Join(' ', order.Update!.Methods.Select(MatchMethodNames.Of))}"
                    + (order.Update.OnlyChanges ? ", only changes" : ""));
            foreach (var delivery in made[(order.Permit, order.Id)])
            {
                context.Terminal.Out.WriteLine(Line(delivery));
            }

            ShowRefused(context, uploads[(order.Permit, order.Id)]);
        }

        foreach (var unknown in uploads.Where(of => !orders.Exists(order => (order.Permit, order.Id) == of.Key)))
        {
            context.Terminal.Out.WriteLine($"{unknown.Key.Order,-24} {unknown.Key.Permit,-24} no such order");
            ShowRefused(context, unknown);
        }

        return (int)ExitCode.Done;
    }

    private static string Line(Delivery delivery)
    {
        var mark = delivery.Terms.Value.Order!.Update;
        return $"  {delivery.Kind.WireName()} {Figures.Number(delivery.Number)}  {delivery.State.WireName(),-9}  "
            + $"{Figures.Time(delivery.Planned)}  file of {Figures.Count(mark?.Rows ?? 0, "row")}, "
            + $"data of {Figures.Count(delivery.Counts.Persons, "person")}"
            + (mark?.Since is { } since ? $", changed since {Figures.Number(since)}" : "")
            + (mark?.Upload is { } upload ? $", {upload}" : "");
    }

    private static void ShowRefused(CommandContext context, IEnumerable<UpdateUpload> uploads)
    {
        foreach (var upload in uploads.Where(upload => upload.Refusal is not null).TakeLast(Newest))
        {
            var reason = upload.Refusal!.StartsWith(upload.Name, StringComparison.Ordinal)
                ? upload.Refusal
                : $"{upload.Name}: {upload.Refusal}";
            context.Terminal.Out.WriteLine($"  refused                 {Figures.Time(upload.Taken)}  {reason}");
        }
    }

    private static void WriteOrder(
        Utf8JsonWriter writer, ExtractOrder order, IEnumerable<Delivery> made, IEnumerable<UpdateUpload> uploads)
    {
        writer.WriteStartObject();
        writer.WriteString("id", order.Id);
        writer.WriteString("permit", order.Permit);
        writer.WriteStartArray("methods");
        foreach (var method in order.Update!.Methods)
        {
            writer.WriteStringValue(MatchMethodNames.Of(method));
        }

        writer.WriteEndArray();
        writer.WriteBoolean("onlyChanges", order.Update.OnlyChanges);
        writer.WriteStartArray("results");
        foreach (var delivery in made)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", delivery.Number);
            writer.WriteString("state", delivery.State.WireName());
            writer.WriteString("planned", Time(delivery.Planned));
            writer.WriteNumber("rows", delivery.Terms.Value.Order?.Update?.Rows ?? 0);
            writer.WriteNumber("persons", delivery.Counts.Persons);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("uploads");
        foreach (var upload in uploads)
        {
            writer.WriteStartObject();
            writer.WriteString("name", upload.Name);
            writer.WriteString("taken", Time(upload.Taken));
            writer.WriteString("state", upload.Refusal is null ? "taken" : "refused");
            writer.WriteString("reason", upload.Refusal);
            writer.WriteNumber("rows", upload.Rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
