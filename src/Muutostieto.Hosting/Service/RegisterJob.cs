using Quartz;

namespace Muutostieto.Hosting.Service;

/// <summary>Enters in the register what happens by date.</summary>
[DisallowConcurrentExecution]
public sealed class RegisterJob(ServiceRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runs.EnterAsync(cancellationToken).ConfigureAwait(false);
}
