using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Operations;

namespace Muutostieto.Server.SelfService;

/// <summary>The services of recipients, operators and auditors.</summary>
/// <param name="Deliveries">What recipients fetch and answer.</param>
/// <param name="Decisions">What operators decide.</param>
/// <param name="Operations">What operators do with deliveries.</param>
/// <param name="Running">Carries that out beside the requests.</param>
/// <param name="Audit">What auditors ask.</param>
internal sealed record OfficeServices(
    DeliveryService Deliveries,
    DecisionService Decisions,
    OperationService Operations,
    RunningOperations Running,
    AuditService Audit)
    : IAsyncDisposable
{
    /// <summary>Breaks off what goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync().ConfigureAwait(false);
        Audit.Dispose();
    }
}
