using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit.Tests;

/// <summary>A ledger that has what a test says, nothing at first.</summary>
internal sealed class Witness : IAuditWitness
{
    internal List<WitnessedDelivery> Known { get; } = [];

    public IReadOnlyList<WitnessedDelivery> Deliveries() => [.. Known];

    public WitnessedDelivery? Find(DeliveryKey key) => Known.Find(delivery => delivery.Key == key);

    public IEnumerable<string> AnswersOf(string permit) => [];
}
