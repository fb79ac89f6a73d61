using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads how an order brings a customer's register up to date, and reports what such an order cannot have.</summary>
/// <param name="permit">The order's; null when it could not be read.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class UpdateLoader(Permit? permit, FaultCollector faults)
{
    internal const string Key = "update";

    private const int MostRows = 1_000_000;
    private static readonly string[] OfExtracts = ["where", "sample", ExclusionLoader.Key, "asOf"];

    /// <summary>Null for an order of other rows, and after a fault.</summary>
    /// <param name="order">The order.</param>
    /// <param name="target">What its rows are; null when that could not be read.</param>
    internal UpdateRequest? Load(SectionReader order, OrderTarget? target)
    {
        if (target is { } rows && rows != OrderTarget.Customers)
        {
            if (order.Value(Key, required: false) is not null)
            {
                order.Fault(
                    Key, $"a customer's register is brought up to date, and the order's rows are {OrderTargetNames.Of(rows)}",
                    "Write \"target\": \"customers\", or take \"update\" out.");
            }

            return null;
        }

        if (target is null)
        {
            return null;
        }

        foreach (var key in OfExtracts.Where(key => order.Value(key, required: false) is not null))
        {
            order.Fault(
                key, $"\"{key}\" is of extracts, and an update has the rows of a customer's file, as of its run", $"Take \"{key}\" out.");
        }

        return order.Section(Key, ConfigurationKeys.OrderUpdate) is { } update ? Read(update) : null;
    }

    /// <summary>A line of fixed width has no room for what a person may have several times.</summary>
    internal static void CheckFormats(
        SectionReader order,
        OrderTarget? target,
        IReadOnlyList<DeliveryFormat> formats,
        IReadOnlyList<ProductGroup> content,
        OrderableGroups groups)
    {
        if (target == OrderTarget.Customers
            && formats.Contains(DeliveryFormat.Fixed)
            && content.FirstOrDefault(group => !groups.All[group.Group].InTable) is { } several)
        {
            order.Fault(
                "formats", $"a line of the form \"fixed\" has no room for the group {several.Group}, of which a person may have several",
                "Take \"fixed\" out, or the group.");
        }
    }

    private UpdateRequest? Read(SectionReader update)
    {
        var channel = permit?.Orders?.Update;
        var methods = Methods(update, channel);
        var minimum = update.Number("minimumRows", 1, MostRows);
        if (minimum < channel?.MinimumRows)
        {
            update.Fault(
                "minimumRows", $"the permit \"{permit!.Id}\" wants at least {channel.MinimumRows} rows",
                "Raise it, or take it out: the permit's counts then.");
        }

        return methods.Count == 0
            ? null
            : new UpdateRequest
            {
                Methods = methods,
                MinimumRows = minimum ?? channel?.MinimumRows ?? UpdateChannel.DefaultMinimumRows,
                OnlyChanges = update.Boolean("onlyChanges", defaultValue: false),
            };
    }

    private List<MatchMethod> Methods(SectionReader update, UpdateChannel? channel)
    {
        var methods = new WordListLoader(faults).Load<MatchMethod>(update, "methods", "method", MatchMethodNames.All);
        foreach (var method in methods.Except(channel?.Methods ?? methods))
        {
            update.Fault(
                "methods", $"the method \"{MatchMethodNames.Of(method)}\" is outside of the permit \"{permit!.Id}\"",
                $"The permit has: {string.Join(", ", channel!.Methods.Select(MatchMethodNames.Of))}. Take the method out, or have the "
                    + "permit widened.");
        }

        return methods;
    }
}
