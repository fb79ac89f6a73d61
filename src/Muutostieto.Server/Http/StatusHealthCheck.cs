using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Muutostieto.Server.Http;

/// <summary>
/// Unhealthy when an operator must look: overdue, no run, a broken chain, a ledger or register that cannot be read, a configuration that is
/// not the files'. Degraded: there is an alert about which a supervisor can do nothing.
/// </summary>
internal sealed class StatusHealthCheck(IStatusProvider status) : IHealthCheck
{
    internal const string Name = "status";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var read = status.Read();
        var data = new Dictionary<string, object> { [Name] = read };
        return Task.FromResult(
            !read.IsHealthy ? HealthCheckResult.Unhealthy(data: data)
            : read.Alerts.Count > 0 ? HealthCheckResult.Degraded(data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}
