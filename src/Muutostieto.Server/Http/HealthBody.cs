using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Server.Http;

/// <summary>
/// The body of <c>/health</c>, <c>/health/ready</c> and <c>/health/live</c>. A written contract: keys are added, never changed or removed.
/// </summary>
internal static class HealthBody
{
    internal static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var entry = report.Entries.GetValueOrDefault(StatusHealthCheck.Name);
        var status = entry.Data?.GetValueOrDefault(StatusHealthCheck.Name) as ServiceStatus;
        return entry.Exception is { } failure ? throw failure
            : new SiteAnswer(context.Response.StatusCode, "application/json", Json(report.Status, status)).WriteAsync(context);
    }

    private static byte[] Json(HealthStatus health, ServiceStatus? status)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("status", health switch
            {
                HealthStatus.Healthy => "healthy",
                HealthStatus.Degraded => "degraded",
                _ => "unhealthy",
            });
            if (status is not null)
            {
                Write(writer, status);
            }

            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ServiceStatus status)
    {
        writer.WriteString("at", status.At);
        writer.WriteStartObject("checks");
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            var name = new Alert(kind, null, null, null, default, "").KindName;
            writer.WriteNumber(name, status.Alerts.Count(alert => alert.Kind == kind));
        }

        writer.WriteEndObject();
        writer.WriteStartArray("permits");
        foreach (var permit in status.Alerts.Where(alert => alert.Permit is not null).Select(alert => alert.Permit).Distinct())
        {
            writer.WriteStringValue(permit);
        }

        writer.WriteEndArray();
    }
}
