using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Commands;

/// <summary>The member <c>findings</c> of the audit's answers.</summary>
internal static class AuditFindingsJson
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<AuditFinding> findings)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            JsonFields.Write(writer, "entry", finding.Entry);
            writer.WriteString("place", finding.Place);
            writer.WriteString("found", finding.Found);
            writer.WriteString("expected", finding.Expected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
