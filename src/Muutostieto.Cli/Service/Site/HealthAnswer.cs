using System.Text;
using System.Text.Json;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health</c>, <c>/health/ready</c>: 503 when a person must look: overdue, no run, a broken chain, a ledger or register that cannot be read, a
/// configuration that is not the files'. A written contract: keys are added, never changed or removed.
/// </summary>
internal static class HealthAnswer
{
    internal static SiteAnswer Live { get; } = Json(200, writer => writer.WriteString("status", "healthy"));

    internal static SiteAnswer Ready(ServiceStatus status) => Json(status.IsHealthy ? 200 : 503, writer =>
    {
        writer.WriteString("status", !status.IsHealthy ? "unhealthy" : status.Troubles.Count > 0 ? "degraded" : "healthy");
        writer.WriteString("at", status.At);
        writer.WriteStartObject("checks");
        foreach (var kind in Enum.GetValues<TroubleKind>())
        {
            var troubles = status.Troubles.Where(trouble => trouble.Kind == kind).ToList();
            writer.WriteNumber(new Trouble(kind, null, null, null, default, "").KindName, troubles.Count);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("permits");
        foreach (var permit in status.Troubles.Where(trouble => trouble.Permit is not null).Select(trouble => trouble.Permit).Distinct())
        {
            writer.WriteStringValue(permit);
        }

        writer.WriteEndArray();
    });

    private static SiteAnswer Json(int code, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new SiteAnswer(code, "application/json", Encoding.UTF8.GetString(buffer.ToArray()) + "\n");
    }
}
