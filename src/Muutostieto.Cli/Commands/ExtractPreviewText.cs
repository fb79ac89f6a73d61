using System.CommandLine;
using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Composition.Measuring;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;

namespace Muutostieto.Cli.Commands;

/// <summary>What <c>extract preview</c> shows: small counts are hidden, whatever they are of.</summary>
internal static class ExtractPreviewText
{
    internal static void Write(
        CommandContext context, ParseResult parsed, ExtractOrder order, CountedExtract extract, decimal? price,
        IReadOnlyList<Delivery> near)
    {
        var (choice, counted, sizes, refusal) = extract;
        var isSmall = choice.Frame < DeliveryPlanner.SmallestFrame || choice.Counts.Cases < DeliveryPlanner.SmallestFrame;
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("order", order.Id);
                writer.WriteString("permit", order.Permit);
                writer.WriteString("target", Units(order));
                writer.WriteBoolean("tooFew", isSmall);
                Number("persons", counted.Persons);
                Number("records", counted.Records);
                Number("frame", choice.Frame);
                Number("banned", choice.Banned);
                Number("protected", choice.Protected);
                Number("excluded", choice.Counts.Excluded);
                Number("unknownCodes", choice.Counts.UnknownCodes);
                Number("shortCases", choice.Counts.ShortCases);
                writer.WriteStartArray("nearlyAs");
                foreach (var delivery in near)
                {
                    writer.WriteStringValue($"{delivery.Permit}/extract/{delivery.Number}");
                }

                writer.WriteEndArray();
                if (sizes.Count > 0)
                {
                    writer.WriteNumber("bytes", sizes.Sum(size => size.Bytes));
                }
                else
                {
                    writer.WriteNull("bytes");
                }

                writer.WriteStartArray("sizes");
                foreach (var size in sizes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("format", size.Format);
                    writer.WriteNumber("bytes", size.Bytes);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("refusal", refusal);
                if (price is { } amount && !isSmall && !SmallCount.Hides(counted.Persons))
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
                    if (SmallCount.Hides(value))
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
            $"{order.Id}: would deliver {SmallCount.Shown(counted.Persons)} {Units(order)}, "
                + $"{SmallCount.Shown(counted.Records)} {(order.Table is null ? "records" : "rows")}, of {SmallCount.Shown(choice.Frame)} "
                + $"{(order.Target == OrderTarget.Persons ? "who" : "that")} fit. Nothing was written.");
        if (order.Target == OrderTarget.Persons)
        {
            context.Terminal.Out.WriteLine(
                $"Left out: {SmallCount.Shown(choice.Banned)} by a ban on the purpose, "
                    + $"{SmallCount.Shown(choice.Protected)} by non-disclosure, "
                    + $"{SmallCount.Shown(choice.Counts.Excluded)} by \"exclude\".");
        }

        foreach (var line in ExtractNotices.Of(choice, near))
        {
            context.Terminal.Out.WriteLine($"Note: {line}");
        }

        if (sizes.Count > 0)
        {
            context.Terminal.Out.WriteLine(
                $"Size: about {Figures.Bytes(sizes.Sum(size => size.Bytes))} ("
                    + $"{string.Join(", ", sizes.Select(size => $"{size.Format} {Figures.Bytes(size.Bytes)}"))}).");
        }

        context.Terminal.Out.WriteLine(
            isSmall ? "It would be refused: too few fit."
            : refusal is not null ? $"It would be refused: {refusal}"
            : SmallCount.Hides(counted.Persons) ? "Price and size: not shown of so few."
            : price is { } euros ? string.Create(CultureInfo.InvariantCulture, $"Price: {euros:#,##0.00##} €, free of value added tax.")
            : "Price: none has been decided for today. Write it: \"Prices\": { \"extracts\": [ … ] } in appsettings.json.");
    }

    private static string Units(ExtractOrder order) => ExtractRequests.Of(order).Target ?? "persons";
}
