using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Server;

/// <summary>What the server shows. Called for every request, from several threads at once; only looks.</summary>
public interface IStatusProvider
{
    /// <summary>The status as of now. What cannot be read is an alert in it.</summary>
    ServiceStatus Read();

    /// <summary>One delivery with all that the ledger has of it; null when there is none.</summary>
    /// <exception cref="MuutostietoException">The ledger cannot be read.</exception>
    Delivery? ReadDelivery(long id);
}
