using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>Made at build time: commands that only read must not spend their half second on reflection.</summary>
[JsonSerializable(typeof(DeliverySummary[]))]
internal sealed partial class DeliverySummaryContext : JsonSerializerContext
{
    public static DeliverySummaryContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
