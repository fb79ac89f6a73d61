using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Decisions;

/// <summary>Writes the JSON of a permit, as an operator would write it.</summary>
internal static class PermitText
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Of(ApplicationContent content, PermitCompletion completion, string recipient)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "../schemas/permit.schema.json");
            writer.WriteString("id", completion.Id);
            writer.WriteString("recipient", recipient);
            writer.WriteString("recipientKind", completion.RecipientKind);
            if (completion.EndCustomer is { Length: > 0 } customer)
            {
                writer.WriteString("endCustomer", customer);
            }

            writer.WriteString("decision", string.IsNullOrWhiteSpace(completion.Decision) ? null : completion.Decision.Trim());
            writer.WriteString("validFrom", Text(completion.ValidFrom));
            writer.WriteString("validTo", completion.ValidTo is { } to ? Text(to) : null);
            writer.WriteString("customerNumber", completion.CustomerNumber);
            writer.WriteString("registerName", completion.RegisterName);
            WriteArea(writer, content.Area);
            if (content.IsOfChanges)
            {
                writer.WriteString("product", content.Product);
            }

            WriteRight(writer, completion.NonDisclosureRight);
            if (content is { IsOfChanges: true, Rhythm: { } rhythm })
            {
                writer.WriteStartObject("rhythm");
                writer.WriteString("rule", rhythm.Rule);
                writer.WriteString("time", rhythm.Time.ToString("HH:mm", CultureInfo.InvariantCulture));
                writer.WriteString("from", Text(rhythm.From));
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteStartObject("orders");
                WriteTexts(writer, "purposes", content.Purposes);
                WriteTexts(writer, "groups", content.Groups);
                WriteTexts(writer, "targets", content.Targets);
                if (content.Targets.Contains("customers"))
                {
                    // The methods and limits that orders have unless they say less.
                    writer.WriteStartObject("update");
                    WriteTexts(writer, "methods", ["M1", "M2", "M3", "M4"]);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            WriteTexts(writer, "formats", content.Formats);
            writer.WriteString("drop", completion.Drop);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteArea(Utf8JsonWriter writer, ApplicationArea area)
    {
        writer.WriteStartObject("area");
        switch (area.Kind)
        {
            case AreaKind.County:
                writer.WriteString("county", area.Codes[0]);
                break;
            case AreaKind.Municipalities:
                WriteTexts(writer, "municipalities", area.Codes);
                break;
            default:
                writer.WriteBoolean(area.Kind == AreaKind.List ? "list" : "country", value: true);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>What is none of the words is written as it is, for the loader to refuse.</summary>
    private static void WriteRight(Utf8JsonWriter writer, string right)
    {
        if (right is "true" or "false")
        {
            writer.WriteBoolean("nonDisclosureRight", right == "true");
        }
        else
        {
            writer.WriteString("nonDisclosureRight", right);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
