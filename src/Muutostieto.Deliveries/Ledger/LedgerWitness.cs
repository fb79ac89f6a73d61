using Muutostieto.Audit;
using Muutostieto.Deliveries.Lists;
using Muutostieto.Deliveries.Reconciliation;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>The ledger as the audit chain is compared with it.</summary>
/// <param name="ledger">Read anew by each call.</param>
public sealed class LedgerWitness(ILedger ledger) : IAuditWitness
{
    /// <summary>The witness of a ledger; null when there is none.</summary>
    public static LedgerWitness? Of(ILedger? ledger) => ledger is null ? null : new LedgerWitness(ledger);

    public IReadOnlyList<WitnessedDelivery> Deliveries() => [.. ledger.List().Select(Witnessed)];

    public WitnessedDelivery? Find(string permit, string kind, int number) =>
        ledger.Find(permit, WireNames.Kind(kind), number) is { } delivery ? Witnessed(delivery) : null;

    public IEnumerable<string> AnswersOf(string permit) =>
    [
        .. ledger.List(new DeliveryFilter(permit)).Where(delivery => delivery.Manifest is not null).Select(Reconciler.NameOf),
        .. ledger.ListUploads(permit).Select(ListResult.NameOf),
    ];

    private static WitnessedDelivery Witnessed(Delivery delivery) => new(
        delivery.Title, delivery.Audit, delivery.Composed is not null, delivery.Redelivered ?? delivery.Published ?? delivery.Composed);
}
