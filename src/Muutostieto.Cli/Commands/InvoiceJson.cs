using System.Globalization;
using System.Text.Json;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Pricing;

namespace Muutostieto.Cli.Commands;

/// <summary>An invoice as JSON. Amounts are decimal numbers: exact in the rows, rounded to cents in the total.</summary>
internal static class InvoiceJson
{
    /// <summary>The charges of the authority are free of it.</summary>
    internal const string Tax = "free of value added tax";

    internal static void Write(Utf8JsonWriter writer, PermitInvoice asked)
    {
        var (permit, invoice) = asked;
        writer.WriteStartObject();
        writer.WriteString("permit", invoice.Permit);
        writer.WriteString("recipient", permit.Recipient);
        writer.WriteString("customerNumber", permit.CustomerNumber);
        writer.WriteString("decision", permit.Decision);
        writer.WriteString("from", invoice.From is { } from ? Day(from) : null);
        writer.WriteString("to", Day(invoice.To));
        writer.WriteString("currency", "EUR");
        writer.WriteString("tax", Tax);
        writer.WriteStartArray("rows");
        foreach (var row in invoice.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("day", Day(row.Day));
            writer.WriteString("kind", KindOf(row));
            if (row.Delivery is { } delivery)
            {
                writer.WriteNumber("number", delivery.Number);
            }
            else
            {
                writer.WriteNull("number");
            }

            writer.WriteNumber("persons", row.Persons);
            if (row.Delivery?.Terms.Value.Order?.Target is { } target)
            {
                writer.WriteString("target", target);
            }

            Write(writer, "fee", row.Fee);
            Write(writer, "personPrice", row.PersonPrice);
            if (row.Delivery?.Kind == DeliveryKind.Extract)
            {
                Write(writer, "units", row.Units);
            }

            if (row.Customer is { } customer)
            {
                writer.WriteStartObject("endCustomer");
                writer.WriteString("businessId", customer.BusinessId);
                writer.WriteString("name", customer.Name);
                writer.WriteEndObject();
            }

            Write(writer, "amount", row.Amount);
            Write(writer, "rounded", row.Rounded);
            writer.WriteString("note", row.Note);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "total", invoice.Total);
        writer.WriteEndObject();
    }

    /// <summary>The delivery's kind, or <c>interface</c> for the connection.</summary>
    internal static string KindOf(InvoiceRow row) => row.Delivery?.Kind.WireName() ?? "interface";

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>At least two decimals, at most the four that a price may have.</summary>
    internal static string Euros(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, string name, decimal amount)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(Euros(amount));
    }
}
