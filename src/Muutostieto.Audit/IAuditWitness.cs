using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>What the ledger recorded of the deliveries and answers that are in the chain: the chain must agree with it.</summary>
public interface IAuditWitness
{
    /// <summary>All deliveries in the order of planning, as of now.</summary>
    IReadOnlyList<WitnessedDelivery> Deliveries();

    /// <summary>One delivery; null when the ledger does not have it.</summary>
    WitnessedDelivery? Find(DeliveryKey key);

    /// <summary>
    /// The names of all files that can have been put beside the deliveries of a permit: one a delivery, one a list upload.
    /// </summary>
    IEnumerable<string> AnswersOf(string permit);
}
