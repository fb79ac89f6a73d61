using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// What an order cannot ask for whose addresses may be used for some time alone, in marketing or research: identity codes, which no letter
/// needs.
/// </summary>
/// <param name="groups">The groups that there are.</param>
internal sealed class LentOrderCheck(OrderableGroups groups)
{
    private const string Content = "content";

    internal void Check(
        SectionReader order,
        Permit? permit,
        Purpose? purpose,
        OrderTarget? target,
        IReadOnlyList<ProductGroup> content,
        IReadOnlyList<DeliveryFormat> formats)
    {
        if (permit?.EndCustomer is null || purpose is not (Purpose.DirectMarketing or Purpose.MarketResearch))
        {
            return;
        }

        if (target == OrderTarget.Customers)
        {
            order.Fault(
                "purpose", "an update of a customer's register is for marketing or research by a partner",
                "Write \"customer-register-update\", or order the persons of a target group.");
        }

        if (formats.Contains(DeliveryFormat.Fixed))
        {
            order.Fault(
                "formats", "\"fixed\" has an identity code in each line, and the order is for marketing or research by a partner",
                "Choose among csv, jsonl, parquet and xlsx.");
        }

        foreach (var group in content)
        {
            var codes = groups.All[group.Group].IdentityCodes;
            if (codes.FirstOrDefault(code => group.Fields?.Contains(code) != false) is { } field)
            {
                order.Fault(
                    Content, $"{group.Group}.{field} is an identity code, and the order is for marketing or research by a partner",
                    "Take the group or the field out.");
            }
        }
    }
}
