using System.Threading.RateLimiting;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Server.Interface;

/// <summary>How many calls for persons each connection may make in a time.</summary>
internal sealed class CallQuota(InterfaceSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        connection => RateLimitPartition.GetFixedWindowLimiter(connection, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.QuotaCalls,
            Window = TimeSpan.FromSeconds(settings.QuotaSeconds),
        }));

    /// <summary>Counts a call.</summary>
    /// <exception cref="ProblemException">There are none left, with the seconds until there are again.</exception>
    internal void Take(string connection)
    {
        using var lease = limiter.AttemptAcquire(connection);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest.TotalSeconds : settings.QuotaSeconds;
            throw new ProblemException(Problem.Quota, Math.Clamp((int)Math.Ceiling(wait), 1, settings.QuotaSeconds));
        }
    }

    public void Dispose() => limiter.Dispose();
}
