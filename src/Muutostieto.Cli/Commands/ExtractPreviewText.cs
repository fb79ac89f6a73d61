using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.Commands;

/// <summary>What <c>extract preview</c> shows: small counts are hidden, whatever they are of.</summary>
internal static class ExtractPreviewText
{
    internal static void Write(
        CommandContext context, ParseResult parsed, ExtractOrder order, OrderChoice choice, ComposedDelivery counted, decimal? price)
    {
        var isSmall = choice.Frame < DeliveryPlanner.SmallestFrame;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("order", order.Id);
                writer.WriteString("permit", order.Permit);
                writer.WriteBoolean("tooFew", isSmall);
                Number("persons", counted.Persons);
                Number("records", counted.Records);
                Number("frame", choice.Frame);
                Number("banned", choice.Banned);
                Number("protected", choice.Protected);
                if (price is { } amount && !isSmall)
                {
                    writer.WritePropertyName("price");
                    writer.WriteRawValue(InvoiceJson.Euros(amount));
                }
                else
                {
                    writer.WriteNull("price");
                }

                writer.WriteEndObject();

                void Number(string name, long value)
                {
                    if (Hides(value))
                    {
                        writer.WriteNull(name);
                    }
                    else
                    {
                        writer.WriteNumber(name, value);
                    }
                }
            });
            return;
        }

        context.Terminal.Out.WriteLine(
            $"{order.Id}: would deliver {Shown(counted.Persons)} persons, {Shown(counted.Records)} records, of "
                + $"{Shown(choice.Frame)} who fit. Nothing was written.");
        context.Terminal.Out.WriteLine(
            $"Left out: {Shown(choice.Banned)} by a ban on the purpose, {Shown(choice.Protected)} by non-disclosure.");
        context.Terminal.Out.WriteLine(
            isSmall ? "It would be refused: too few fit."
            : price is { } euros ? string.Create(CultureInfo.InvariantCulture, $"Price: {euros:#,##0.00##} €, free of value added tax.")
            : "Price: none has been decided for today.");
    }

    private static bool Hides(long count) => count is > 0 and < DeliveryPlanner.SmallestFrame;

    private static string Shown(long count) =>
        Hides(count) ? string.Create(CultureInfo.InvariantCulture, $"<{DeliveryPlanner.SmallestFrame}") : Figures.Count(count);
}
