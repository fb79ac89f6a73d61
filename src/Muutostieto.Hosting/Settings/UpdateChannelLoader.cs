using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads how customers' registers may be brought up to date under a permit.</summary>
/// <param name="faults">What is wrong.</param>
internal sealed class UpdateChannelLoader(FaultCollector faults)
{
    internal const string Key = "update";

    private const int MostRows = 1_000_000;
    private const int MostDays = 3650;

    /// <summary>Null without it, and after a fault.</summary>
    /// <param name="orders">What may be ordered.</param>
    /// <param name="targets">Of that.</param>
    internal UpdateChannel? Load(SectionReader orders, IReadOnlyCollection<OrderTarget> targets)
    {
        var isAllowed = targets.Contains(OrderTarget.Customers);
        if (orders.Section(Key, ConfigurationKeys.OrdersUpdate, required: false) is not { } update)
        {
            if (isAllowed && orders.Value(Key, required: false) is null)
            {
                orders.Fault(
                    "targets", "customers' registers may be brought up to date, and by which methods is not said",
                    "Write \"update\": { \"methods\": [\"M1\", \"M2\", \"M3\", \"M4\"] } in \"orders\".");
            }

            return null;
        }

        if (!isAllowed && targets.Count > 0)
        {
            orders.Fault(Key, "no order may have the target \"customers\"", "Add \"customers\" to \"targets\", or take \"update\" out.");
        }

        var methods = new WordListLoader(faults).Load<MatchMethod>(update, "methods", "method", MatchMethodNames.All);
        var rows = update.Number("minimumRows", 1, MostRows);
        var days = update.Number("keepInput", 0, MostDays);
        return methods.Count == 0
            ? null
            : new UpdateChannel
            {
                Methods = methods,
                MinimumRows = rows ?? UpdateChannel.DefaultMinimumRows,
                KeepInputDays = days ?? UpdateChannel.DefaultKeepInputDays,
            };
    }
}
