using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Hosting.Notifications;

[JsonSerializable(typeof(NoticeMessage))]
internal sealed partial class NoticeContext : JsonSerializerContext
{
    public static NoticeContext Relaxed { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            });
}
