using CsvHelper;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// Invoices as one CSV: a numbered row a delivery or connection, without a row of totals. Amounts have a point and no separators of
/// thousands; <c>amount</c> is exact, <c>rounded</c> is it in cents.
/// </summary>
internal static class InvoiceCsv
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Separator = ';', NewLine = "\r\n" };

    internal static void Write(TextWriter output, IEnumerable<PermitInvoice> invoices)
    {
        using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        writer.WriteHeader(
        [
            "row", "permit", "recipient", "customerNumber", "decision", "endCustomer", "day", "kind", "number", "persons", "fee",
            "personPrice", "units", "amount", "rounded", "tax", "note",
        ]);
        var number = 0;
        foreach (var (permit, invoice) in invoices)
        {
            foreach (var row in invoice.Rows)
            {
                number++;
                writer.WriteRecord([
                    InvoiceJson.Whole(number),
                    invoice.Permit,
                    permit.Recipient,
                    permit.CustomerNumber,
                    permit.Decision ?? "",
                    row.Customer is { } customer ? $"{customer.Name} ({customer.BusinessId})" : "",
                    InvoiceJson.Day(row.Day),
                    InvoiceJson.KindOf(row),
                    row.Delivery is { } delivery ? InvoiceJson.Whole(delivery.Number) : "",
                    InvoiceJson.Whole(row.Persons),
                    InvoiceJson.Euros(row.Fee),
                    InvoiceJson.Euros(row.PersonPrice),
                    InvoiceJson.Euros(row.Units),
                    InvoiceJson.Euros(row.Amount),
                    InvoiceJson.Euros(row.Rounded),
                    InvoiceJson.Tax,
                    row.Note ?? "",
                ]);
            }
        }
    }
}
