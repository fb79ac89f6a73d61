using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Server.Tests.Support;

/// <summary>All is well.</summary>
internal sealed class WellStatus : IStatusProvider
{
    public ServiceStatus Read() => SomeStatus.Well;

    public Delivery? ReadDelivery(long id) => SomeStatus.Whole(id);
}
