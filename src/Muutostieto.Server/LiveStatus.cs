using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Server;

/// <summary>The status by the configuration in force.</summary>
internal sealed class LiveStatus(LiveConfiguration live, ServiceOptions options, TimeProvider clock) : IStatusProvider
{
    public ServiceStatus Read() => new StatusReader(clock).Read(Source);

    public Delivery? ReadDelivery(long id) => StatusReader.ReadDelivery(Source, id);

    private StatusSource Source => new(live.Current.Configuration, live.Fault, options.DataDirectory, options.Words, options.Disk.Files);
}
