using Quartz;

namespace Muutostieto.Cli.Service;

/// <summary>Enters in the register what happens by date.</summary>
[DisallowConcurrentExecution]
internal sealed class RegisterJob(ServiceRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await runs.EnterAsync(cancellationToken).ConfigureAwait(false);
}
