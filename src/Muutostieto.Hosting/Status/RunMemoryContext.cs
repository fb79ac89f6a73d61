using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

[JsonSerializable(typeof(RunMemory))]
internal sealed partial class RunMemoryContext : JsonSerializerContext
{
    public static RunMemoryContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
