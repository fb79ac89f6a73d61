using Quartz;

namespace Muutostieto.Hosting.Service;

/// <summary>Does what <c>batch</c> does: everything that is due, for all permits.</summary>
[DisallowConcurrentExecution]
public sealed class BatchJob(ServiceRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runs.ServeAsync(null, cancellationToken).ConfigureAwait(false);
}
