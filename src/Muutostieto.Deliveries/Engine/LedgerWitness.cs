using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Engine;

/// <summary>The ledger as the audit chain is compared with it.</summary>
/// <param name="ledger">Read anew by each call.</param>
public sealed class LedgerWitness(ILedger ledger) : IAuditWitness
{
    /// <summary>The witness of a ledger; null when there is none.</summary>
    public static LedgerWitness? Of(ILedger? ledger) => ledger is null ? null : new LedgerWitness(ledger);

    public IReadOnlyList<WitnessedDelivery> Deliveries() => [.. ledger.List().Select(Witnessed)];

    public WitnessedDelivery? Find(DeliveryKey key) =>
        ledger.Find(key) is { } delivery ? Witnessed(delivery) : null;

    public IEnumerable<string> AnswersOf(string permit) =>
    [
        .. ledger.List(new DeliveryFilter(permit)).Select(delivery => delivery.ReconciliationName).OfType<string>(),
        .. ledger.ListUploads(permit).Select(ListResult.NameOf),
        .. ledger.UpdateUploads(permit).Select(UpdateUploadResult.NameOf),
    ];

    private static WitnessedDelivery Witnessed(Delivery delivery) => new(
        delivery.Key, delivery.Audit, delivery.Composed is not null, delivery.Redelivered ?? delivery.Published ?? delivery.Composed);
}
