using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Status;

[JsonSerializable(typeof(Dictionary<string, ConnectionMemory>))]
internal sealed partial class ConnectionMemoryContext : JsonSerializerContext
{
    public static ConnectionMemoryContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
    });
}
