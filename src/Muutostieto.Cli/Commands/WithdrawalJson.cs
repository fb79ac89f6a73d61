using System.Text.Json;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary>What has to be withdrawn, in JSON. A written contract: keys are added, never changed or removed.</summary>
internal static class WithdrawalJson
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<WithdrawalDue> due, IRemedyWords words)
    {
        writer.WriteStartArray();
        foreach (var found in due)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", found.Delivery.Id);
            writer.WriteString("permit", found.Delivery.Permit);
            writer.WriteString("kind", found.Delivery.Kind.WireName());
            writer.WriteNumber("number", found.Delivery.Number);
            writer.WriteString("reason", found.Why);
            writer.WriteString("message", words.Of(found.Message, found.Remedy));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
