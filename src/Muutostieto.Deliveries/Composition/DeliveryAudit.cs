using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Has one delivery recorded in the audit chain while it is composed: after its files of records, before its manifest, which names the
/// entry.
/// </summary>
/// <param name="store">The chain.</param>
/// <param name="expected">The entry that the ledger knows of, when it is composed again; else null.</param>
internal sealed class DeliveryAudit(IAuditTrail store, AuditHead? expected)
{
    internal AuditHead Record(DeliveryContext context, DisclosureTally tally, IEnumerable<ManifestFile> files) =>
        store.RecordDelivery(
            DeliveryOf(context),
            tally.ToContent(),
            files.Where(file => file.Records is not null).ToDictionary(file => file.Name, file => file.Sha256),
            expected);

    private static AuditedDelivery DeliveryOf(DeliveryContext context) => new(
        context.Terms.Permit,
        context.Kind.WireName(),
        context.Number,
        context.Terms.Recipient,
        context.Terms.Decision,
        context.Terms.Product,
        new DeliveryWindow(context.From, context.To),
        context.Planned)
    {
        Order = context.Terms.Order is { } order
            ? new AuditedOrder(order.Id, order.Purpose)
            {
                EndCustomer = order.Customer is { } customer ? new AuditedCustomer(customer.BusinessId, customer.Name) : null,
                Asker = order.Asker is { } asker ? new AuditedAsker(asker.User, asker.Task, asker.Reference) : null,
            }
            : null,
    };
}
