using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

/// <summary>Made at build time: <c>status</c> must not spend its half second on reflection.</summary>
[JsonSerializable(typeof(StatusSummary))]
internal sealed partial class StatusSummaryContext : JsonSerializerContext
{
    public static StatusSummaryContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
