using Quartz;

namespace Muutostieto.Hosting.Service;

/// <summary>Serves the permit that the job is named after.</summary>
[DisallowConcurrentExecution]
internal sealed class PermitJob(ServiceRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runs.ServeAsync(context.JobDetail.Key.Name, cancellationToken).ConfigureAwait(false);
}
