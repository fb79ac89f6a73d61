using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Reports;

namespace Muutostieto.Cli.Commands;

/// <summary>The answer of <c>audit person --json</c>. A written contract: keys are added, never changed or removed.</summary>
internal static class AuditPersonJson
{
    /// <summary>
    /// Of several who have or had the code, each delivery says of which (<c>holder</c>, from 1), and <c>holders</c> which of them has it
    /// now.
    /// </summary>
    internal static void Write(TextWriter output, List<AuditedHolder> holders) => JsonOutput.Write(output, writer =>
        {
            var (head, answer, isShared) = (holders[0].Question, holders[0].Answer, holders.Count > 1);
            writer.WriteStartObject();
            writer.WriteStartObject("question");
            writer.WriteNumber("entry", head.Sequence);
            writer.WriteString("head", head.Hash);
            writer.WriteEndObject();
            writer.WriteStartArray("deliveries");
            holders.ForEach(holder =>
                holder.Deliveries.ToList().ForEach(row => Write(writer, row.Disclosure, row.Delivery, isShared ? holder.Number : null)));
            writer.WriteEndArray();
            writer.WriteNumber("purged", answer.Purged);
            writer.WriteStartArray("interfaceAnswers");
            foreach (var holder in holders)
            {
                holder.Answer.Answers.ToList().ForEach(one => Write(writer, one, isShared ? holder.Number : null));
            }

            writer.WriteEndArray();
            writer.WriteNumber("purgedInterfaceAnswers", answer.PurgedAnswers);
            writer.WriteStartArray("askedBefore");
            foreach (
                var asked in holders
                    .SelectMany(holder => holder.Answer.Questions)
                    .DistinctBy(asked => asked.Sequence)
                    .OrderBy(asked => asked.Sequence))
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
            if (isShared)
            {
                writer.WriteStartArray("holders");
                foreach (var holder in holders)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("holder", holder.Number);
                    writer.WriteBoolean("hasItNow", holder.HasItNow);
                    writer.WriteNumber("question", holder.Question.Sequence);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter writer, InterfaceDisclosure disclosure, int? holder)
    {
        var answer = disclosure.Entry.Interface!;
        writer.WriteStartObject();
        writer.WriteString("at", disclosure.Entry.At);
        writer.WriteString("connection", answer.Connection);
        writer.WriteString("call", answer.Call);
        JsonFields.Write(writer, "from", answer.From);
        writer.WriteNumber("to", answer.To);
        writer.WriteNumber("part", answer.Part);
        writer.WriteString("client", answer.Client);
        writer.WriteString("id", answer.Id);
        writer.WriteString("issue", answer.Issue);
        writer.WriteString("user", disclosure.User);
        Write(writer, disclosure.Groups, disclosure.OfDuplicate, disclosure.Entry.Sequence, holder);
    }

    private static void Write(Utf8JsonWriter writer, AuditedDisclosure disclosure, Delivery? delivery, int? holder)
    {
        var made = disclosure.Entry.Delivery!;
        writer.WriteStartObject();
        writer.WriteString("permit", made.Permit);
        writer.WriteString("decision", made.Decision);
        writer.WriteString("recipient", made.Recipient);
        writer.WriteString("product", made.Product);
        var order = AnsweredOrder.Of(made, delivery);
        writer.WriteString("order", order?.Id);
        writer.WriteString("purpose", order?.Purpose);
        if (order?.EndCustomer is { } customer)
        {
            writer.WriteStartObject("endCustomer");
            writer.WriteString("businessId", customer.BusinessId);
            writer.WriteString("name", customer.Name);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("endCustomer");
        }

        if (order?.Asker is { } asker)
        {
            writer.WriteStartObject("selfService");
            writer.WriteString("user", asker.User);
            writer.WriteString("task", asker.Task);
            writer.WriteString("reference", asker.Reference);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("selfService");
        }

        writer.WriteString("kind", made.Kind);
        writer.WriteNumber("number", made.Number);
        writer.WriteString("state", delivery?.State.WireName());
        writer.WriteString("planned", made.Planned);
        JsonFields.Write(writer, "published", delivery?.Published);
        JsonFields.Write(writer, "received", delivery?.Received);
        JsonFields.Write(writer, "redelivered", delivery?.Redelivered);
        JsonFields.Write(writer, "withdrawn", delivery?.Withdrawn);
        Write(writer, disclosure.Groups, disclosure.OfDuplicate, disclosure.Entry.Sequence, holder);
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<string> groups, bool ofDuplicate, long entry, int? holder)
    {
        writer.WriteStartArray("groups");
        foreach (var group in groups)
        {
            writer.WriteStringValue(group);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("ofDuplicate", ofDuplicate);
        writer.WriteNumber("entry", entry);
        if (holder is { } number)
        {
            writer.WriteNumber("holder", number);
        }

        writer.WriteEndObject();
    }
}
