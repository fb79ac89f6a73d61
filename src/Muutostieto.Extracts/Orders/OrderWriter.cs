using System.Globalization;
using System.Text;
using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Packages;

namespace Muutostieto.Extracts.Orders;

/// <summary>Writes an order as the ledger has it: every key in one order, lists without an order of their own sorted.</summary>
internal static class OrderWriter
{
    /// <summary>In the order of <see cref="SampleStrata"/>; none is null.</summary>
    internal static readonly IReadOnlyList<string?> Strata = [null, "municipality", "sex", "ageGroup"];

    internal static string Write(ExtractOrder order)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("id", order.Id);
            writer.WriteString("permit", order.Permit);
            if (order.EndCustomer is { } customer)
            {
                writer.WriteString("endCustomer", customer.ToString());
            }

            writer.WriteString("purpose", PurposeNames.Of(order.Purpose));
            writer.WriteString("target", OrderTargetNames.Of(order.Target));
            WriteWhere(writer, order.Where);
            WriteContent(writer, order);
            WriteSample(writer, order.Sample);
            OrderExclusionJson.Write(writer, order.Exclude);
            UpdateRequestJson.Write(writer, order.Update);
            WriteMoment(writer, order.AsOf);
            writer.WriteStartArray("formats");
            foreach (var format in order.Formats.Distinct().Order())
            {
                writer.WriteStringValue(DeliveryFormatNames.Of(format));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteWhere(Utf8JsonWriter writer, Criterion? where)
    {
        writer.WritePropertyName("where");
        if (where is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            where.Write(writer);
        }
    }

    private static void WriteContent(Utf8JsonWriter writer, ExtractOrder order)
    {
        writer.WriteStartObject("content");
        if (order.Package is { } package)
        {
            writer.WriteString("package", package);
        }

        if (order.IsStandard)
        {
            writer.WriteBoolean("standard", true);
        }

        if (order.Table is { } table)
        {
            writer.WriteString("table", PackageTableNames.All[(int)table]);
        }

        writer.WriteStartArray("groups");
        foreach (var group in order.Content.OrderBy(group => group.Group, StringComparer.Ordinal))
        {
            if (group.Fields is null)
            {
                writer.WriteStringValue(group.Group);
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("group", group.Group);
            writer.WriteStartArray("fields");
            foreach (var field in group.Fields.Order(StringComparer.Ordinal))
            {
                writer.WriteStringValue(field);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter writer, SampleRequest? sample)
    {
        if (sample is null)
        {
            writer.WriteNull("sample");
            return;
        }

        if (ControlRequestJson.TryWrite(writer, sample))
        {
            return;
        }

        writer.WriteStartObject("sample");
        writer.WriteNumber("size", sample.Size);
        writer.WriteString("series", sample.Series);
        writer.WriteString("start", sample.Start.ToString("x16", CultureInfo.InvariantCulture));
        writer.WriteString("strata", Strata[(int)sample.Strata]);
        writer.WriteBoolean("perHousehold", sample.PerHousehold);
        writer.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter writer, OrderMoment? moment)
    {
        if (moment is { Key: { } key })
        {
            writer.WriteNumber("asOf", key);
        }
        else
        {
            writer.WriteString("asOf", moment?.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
