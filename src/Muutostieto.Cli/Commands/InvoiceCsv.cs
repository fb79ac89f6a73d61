using CsvHelper;
using Muutostieto.Deliveries.Pricing;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// An invoice as CSV: a row a delivery, then one of kind <c>total</c>. Amounts have a point and no separators of thousands.
/// </summary>
internal static class InvoiceCsv
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Separator = ';', NewLine = "\r\n" };

    internal static void Write(TextWriter output, Invoice invoice)
    {
        using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        writer.WriteHeader(["permit", "day", "kind", "number", "persons", "fee", "personPrice", "amount", "note"]);
        foreach (var row in invoice.Rows)
        {
            writer.WriteRecord([
                invoice.Permit,
                InvoiceJson.Day(row.Day),
                InvoiceJson.KindOf(row),
                row.Delivery is { } delivery ? InvoiceJson.Whole(delivery.Number) : "",
                InvoiceJson.Whole(row.Persons),
                InvoiceJson.Euros(row.Fee),
                InvoiceJson.Euros(row.PersonPrice),
                InvoiceJson.Euros(row.Amount),
                row.Note ?? "",
            ]);
        }

        writer.WriteRecord([invoice.Permit, InvoiceJson.Day(invoice.To), "total", "", "", "", "", InvoiceJson.Euros(invoice.Total), ""]);
    }
}
