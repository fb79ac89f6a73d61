using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Pricing;
using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Commands;

/// <summary><c>invoice PERMIT</c> or <c>--all</c>: what the deliveries cost.</summary>
internal static class InvoiceCommand
{
    internal static Command Create(CommandContext context)
    {
        var permit = new Argument<string?>("PERMIT")
        {
            Description = "Id of the permit; \"permits list\" shows them",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "All permits with something in these days, in place of one" };
        var period = new Option<string?>("--period")
        {
            Description = "The days: a year, a quarter or a month, as 2026, 2026-Q1, 2026-03",
            HelpName = "PERIOD",
        };
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
            all,
            period,
            from,
            to,
            csv,
        };
        command.SetAction(parsed =>
            Run(
                context,
                parsed,
                parsed.GetValue(permit),
                parsed.GetValue(all),
                InvoicePeriod.Of(parsed.GetValue(period), parsed.GetValue(from), parsed.GetValue(to)),
                parsed.GetValue(csv)));
        return command;
    }

    private static int Run(CommandContext context, ParseResult parsed, string? id, bool isAll, InvoicePeriod period, bool csv)
    {
        var json = context.Options.Json(parsed);
        if (csv && json)
        {
            throw new MuutostietoException(FailureKind.Usage, "--csv and --json: two forms at once. Choose one.");
        }

        if (isAll == id is not null)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                isAll ? $"--all: of all permits, and of {id}. Choose one." : "Whose invoice? Name a permit, or give --all.");
        }

        using var work = context.Open(parsed);
        var one = id is null ? null : work.Configuration.Permit(id);
        var filter = one is { Interface: null, Orders: null } ? new DeliveryFilter(one.Id) : new DeliveryFilter();
        var deliveries = work.LedgerIfAny?.List(filter) ?? [];
        var calculator = new InvoiceCalculator(work.Configuration.Settings.Prices);
        var last = period.To ?? HelsinkiTime.Today(work.Clock);
        var invoices = (one is null ? work.Configuration.Permits : [one])
            .Select(permit => new PermitInvoice(permit, calculator.Of(permit, deliveries, period.From, last)))
            .Where(asked => !isAll || asked.Invoice.Rows.Count > 0)
            .ToList();
        if (csv)
        {
            InvoiceCsv.Write(context.Terminal.Out, invoices);
        }
        else if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer => Write(writer, invoices, isAll));
        }
        else
        {
            invoices.ForEach(asked => WriteText(context.Terminal.Out, asked));
            if (isAll)
            {
                context.Terminal.Out.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{invoices.Count} permits: {invoices.Sum(asked => asked.Invoice.Total):#,##0.00} €, {InvoiceJson.Tax}"));
            }
        }

        return isAll && Left(context, work, deliveries, period.From, last) ? (int)ExitCode.SomePermitsFailed : (int)ExitCode.Done;
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, List<PermitInvoice> invoices, bool isAll)
    {
        if (!isAll)
        {
            InvoiceJson.Write(writer, invoices[0]);
            return;
        }

        writer.WriteStartArray();
        invoices.ForEach(asked => InvoiceJson.Write(writer, asked));
        writer.WriteEndArray();
    }

    /// <summary>Says of which permits there are deliveries, and no file in the configuration that says who pays.</summary>
    private static bool Left(
        CommandContext context, Installation work, IReadOnlyList<Delivery> deliveries, DateOnly? from, DateOnly to)
    {
        var known = work.Configuration.Permits.Select(permit => permit.Id).ToHashSet(StringComparer.Ordinal);
        var left = deliveries
            .Where(delivery => !known.Contains(delivery.Permit) && delivery.Published is { } published && IsAsked(published))
            .Select(delivery => delivery.Permit)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var permit in left)
        {
            context.Terminal.Error.WriteLine(
                $"muutostieto: permit \"{permit}\": it has deliveries in these days and no file in the configuration; they are not "
                    + "invoiced. Put its file back, with its last day, and invoice again.");
        }

        return left.Count > 0;

        bool IsAsked(DateTimeOffset published)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(published, HelsinkiTime.Zone).DateTime);
            return (from is null || from <= day) && day <= to;
        }
    }

    private static void WriteText(TextWriter output, PermitInvoice asked)
    {
        var (permit, invoice) = asked;
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
            string.Create(CultureInfo.InvariantCulture, $"{invoice.Permit} {days}: {invoice.Total:#,##0.00} €, {InvoiceJson.Tax}"));
        output.WriteLine(
            $"  payer {permit.Recipient}, customer number {permit.CustomerNumber}"
                + (permit.Decision is { } decision ? $", decision {decision}" : ""));
    }
}
