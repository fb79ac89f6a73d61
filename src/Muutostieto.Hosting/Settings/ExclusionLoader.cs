using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads who is left out of an order.</summary>
/// <param name="files">Where a list is.</param>
/// <param name="permit">The order's; null when there is none of that name.</param>
/// <param name="permits">By id; null when some could not be read.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class ExclusionLoader(
    IFileSystem files, Permit? permit, IReadOnlyDictionary<string, Permit>? permits, FaultCollector faults)
{
    internal const string Key = "exclude";

    /// <summary>Null without one, and after a fault.</summary>
    internal OrderExclusion? Load(SectionReader order)
    {
        if (order.Section(Key, ConfigurationKeys.OrderExclusion, required: false) is not { } reader)
        {
            return null;
        }

        var texts = reader.Texts("deliveries", required: false);
        var deliveries = texts.Select(Delivery).ToList();
        var list = new OrderListLoader(files, faults).Load(reader, "list");
        var hasList = reader.Value("list", required: false) is not null;
        if (texts.Count == 0 && !hasList)
        {
            order.Fault(Key, "\"exclude\" is empty", "Name deliveries, a file of identity codes, or both.");
            return null;
        }

        return deliveries.Contains(null) || (hasList && list is null)
            ? null
            : new OrderExclusion
            {
                Deliveries = [.. deliveries.OfType<DeliveryKey>().Distinct().OrderBy(DeliveryName.Of, StringComparer.Ordinal)],
                List = list,
            };
    }

    private DeliveryKey? Delivery(JsonValue text)
    {
        if (DeliveryName.Parse(text.Text) is not { } delivery)
        {
            faults.Add(
                text.Place, $"\"{text.Text}\" names no delivery; expected PERMIT/extract/1, PERMIT/base/1 or PERMIT/changes/1",
                "Correct it.");
            return null;
        }

        if (permit is { Orders: { } orders }
            && permits?.GetValueOrDefault(delivery.Permit) is { } other
            && (other.Recipient, other.EndCustomer) != (permit.Recipient, permit.EndCustomer)
            && !orders.Excludes.Contains(other.Id))
        {
            faults.Add(
                text.Place,
                other.Recipient == permit.Recipient
                    ? $"the permit \"{other.Id}\" is another end customer's, {other.EndCustomer}"
                    : $"the permit \"{other.Id}\" is another recipient's, {other.Recipient}",
                $"Take the delivery out, or write \"excludes\": [\"{other.Id}\"] in \"orders\" of \"{permit.Id}\" if the decision "
                    + "allows it.");
            return null;
        }

        return delivery;
    }
}
