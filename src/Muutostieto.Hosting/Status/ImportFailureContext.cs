using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

[JsonSerializable(typeof(ImportFailure))]
internal sealed partial class ImportFailureContext : JsonSerializerContext
{
    public static ImportFailureContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
    });
}
