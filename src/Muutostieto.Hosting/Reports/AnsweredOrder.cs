using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Hosting.Reports;

/// <summary>Which order a delivery of the audit chain answers: as its entry has it or, of an older entry, as the ledger has.</summary>
public static class AnsweredOrder
{
    /// <summary>Null when it answers none, and when an older entry's ledger row is missing or cannot be read.</summary>
    public static AuditedOrder? Of(AuditedDelivery audited, Delivery? delivery)
    {
        ArgumentNullException.ThrowIfNull(audited);
        if (audited.Order is { } order)
        {
            return order;
        }

        try
        {
            return delivery?.Terms.Value.Order is { } terms
                ? new AuditedOrder(terms.Id, terms.Purpose)
                {
                    EndCustomer = terms.Customer is { } customer ? new AuditedCustomer(customer.BusinessId, customer.Name) : null,
                    Asker = terms.Asker is { } asker ? new AuditedAsker(asker.User, asker.Task, asker.Reference) : null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
