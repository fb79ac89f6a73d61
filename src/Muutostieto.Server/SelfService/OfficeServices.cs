using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Notices;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Orders;

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
    /// <summary>What recipients apply for.</summary>
    public required ApplicationService Applications { get; init; }

    /// <summary>What recipients order.</summary>
    public required OrderService Orders { get; init; }

    /// <summary>What recipients send.</summary>
    public required UploadService Uploads { get; init; }

    /// <summary>Who is asked at a recipient.</summary>
    public required ContactService Contacts { get; init; }

    /// <summary>What users are informed of.</summary>
    public required NoticeService Notices { get; init; }

    /// <summary>Breaks off what goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync().ConfigureAwait(false);
        Audit.Dispose();
    }
}
