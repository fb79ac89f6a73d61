using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary><c>invoice PERMIT</c>: what the deliveries cost.</summary>
internal static class InvoiceCommand
{
    internal static Command Create(CommandContext context)
    {
        var permit = new Argument<string>("PERMIT") { Description = "Id of the permit; \"permits list\" shows them" };
        var from = new Option<string?>("--from")
        {
            Description = "First day on which a delivery was published (default: the beginning)",
            HelpName = "YYYY-MM-DD",
        };
        var to = new Option<string?>("--to") { Description = "Last day, itself included (default: today)", HelpName = "YYYY-MM-DD" };
        var csv = new Option<bool>("--csv") { Description = "Write CSV instead of text: UTF-8, semicolons, amounts with a point" };
        var command = new Command(
            "invoice",
            "What the permit's deliveries of some days cost, and its connection of the interface, free of value added tax: a row each, and "
                + "the sum rounded to cents")
        {
            permit,
            from,
            to,
            csv,
        };
        command.SetAction(parsed =>
            Run(
                context,
                parsed,
                parsed.GetValue(permit)!,
                Day("--from", parsed.GetValue(from)),
                Day("--to", parsed.GetValue(to)),
                parsed.GetValue(csv)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, string id, DateOnly? from, DateOnly? to, bool csv)
    {
        var json = context.Options.Json(parsed);
        if (csv && json)
        {
            throw new MuutostietoException(FailureKind.Usage, "--csv and --json: two forms at once. Choose one.");
        }

        using var work = context.Open(parsed);
        var permit = work.Configuration.Permit(id);
        var filter = permit is { Interface: null, Orders: null } ? new DeliveryFilter(id) : new DeliveryFilter();
        var deliveries = work.LedgerIfAny?.List(filter) ?? [];
        var invoice = new InvoiceCalculator(work.Configuration.Settings.Prices).Of(
            permit,
            deliveries,
            from,
            to ?? HelsinkiTime.Today(work.Clock));
        if (csv)
        {
            InvoiceCsv.Write(context.Terminal.Out, invoice);
        }
        else if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer => InvoiceJson.Write(writer, invoice));
        }
        else
        {
            WriteText(context.Terminal.Out, invoice);
        }

        return (int)ExitCode.Done;
    }

    private static void WriteText(TextWriter output, Invoice invoice)
    {
        foreach (var row in invoice.Rows)
        {
            var what = row.Delivery is { } delivery
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{delivery.Kind.WireName(),-7} {Figures.Number(delivery.Number)}  "
                        + $"{Figures.Count(row.Persons),11} {DeliveryUnits.Many(delivery)}")
                : $"{InvoiceJson.KindOf(row),-32}";
            var why = row.Note
                ?? (row.Delivery is null
                    ? "taken into use"
                    : row.Delivery.Kind == DeliveryKind.Extract
                    ? string.Create(CultureInfo.InvariantCulture, $"{row.Fee:0.00##} + {row.Units:0.00##} for units")
                    : string.Create(CultureInfo.InvariantCulture, $"{row.Fee:0.00##} + {row.PersonPrice:0.00##} a person"));
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{row.Day:yyyy-MM-dd}  {what}  {row.Amount,14:#,##0.00##} €  {why}")
                    + (row.Customer is { } customer ? $", for {customer.Name} ({customer.BusinessId})" : ""));
        }

        var days = invoice.From is { } first ? $"from {first:yyyy-MM-dd} to {invoice.To:yyyy-MM-dd}" : $"to {invoice.To:yyyy-MM-dd}";
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{invoice.Permit} {days}: {invoice.Total:#,##0.00} €, free of value added tax"));
    }

    private static DateOnly? Day(string option, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MuutostietoException(
            FailureKind.Usage,
            $"{option}: '{text}' is no day that exists; expected YYYY-MM-DD, as 2026-01-31.");
}
