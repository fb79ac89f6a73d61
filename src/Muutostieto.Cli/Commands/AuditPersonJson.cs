using System.Text.Json;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Audit;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.Commands;

/// <summary>The answer of <c>audit person --json</c>. A written contract: keys are added, never changed or removed.</summary>
internal static class AuditPersonJson
{
    internal static void Write(TextWriter output, AuditHead head, AuditAnswer answer, List<(AuditedDisclosure Disclosure, Delivery? Delivery)> rows) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("question");
        writer.WriteNumber("entry", head.Sequence);
        writer.WriteString("head", head.Hash);
        writer.WriteEndObject();
        writer.WriteStartArray("deliveries");
        rows.ForEach(row => Write(writer, row.Disclosure, row.Delivery));
        writer.WriteEndArray();
        writer.WriteNumber("purged", answer.Purged);
        writer.WriteStartArray("askedBefore");
        foreach (var asked in answer.Questions)
        {
            writer.WriteStartObject();
            writer.WriteNumber("entry", asked.Sequence);
            writer.WriteString("at", asked.At);
            writer.WriteString("user", asked.Question?.User);
            writer.WriteString("login", asked.Question?.Login);
            writer.WriteString("reason", asked.Question?.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        AuditFindingsJson.Write(writer, answer.Findings);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, AuditedDisclosure disclosure, Delivery? delivery)
    {
        var told = disclosure.Entry.Delivery!;
        writer.WriteStartObject();
        writer.WriteString("permit", told.Permit);
        writer.WriteString("decision", told.Decision);
        writer.WriteString("recipient", told.Recipient);
        writer.WriteString("product", told.Product);
        writer.WriteString("kind", told.Kind);
        writer.WriteNumber("number", told.Number);
        writer.WriteString("state", delivery?.State.WireName());
        writer.WriteString("planned", told.Planned);
        JsonFields.Write(writer, "published", delivery?.Published);
        JsonFields.Write(writer, "received", delivery?.Received);
        JsonFields.Write(writer, "redelivered", delivery?.Redelivered);
        JsonFields.Write(writer, "withdrawn", delivery?.Withdrawn);
        writer.WriteStartArray("groups");
        foreach (var group in disclosure.Groups)
        {
            writer.WriteStringValue(group);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("ofDuplicate", disclosure.OfDuplicate);
        writer.WriteNumber("entry", disclosure.Entry.Sequence);
        writer.WriteEndObject();
    }
}
