using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the tasks for which a municipality's users may pick residents under a permit.</summary>
/// <param name="groups">The groups that there are.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class SelfServiceChannelLoader(OrderableGroups groups, FaultCollector faults)
{
    internal const string Key = "selfService";

    /// <summary>Tasks that a page can offer.</summary>
    private const int MostTasks = 50;

    private const int LongestName = 100;

    /// <summary>Null without it, and after a fault.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="orders">What may be ordered under it; null when nothing may, and when that could not be read.</param>
    internal SelfServiceChannel? Load(SectionReader permit, OrdersChannel? orders)
    {
        if (permit.Section(Key, ConfigurationKeys.SelfService, required: false) is not { } channel)
        {
            return null;
        }

        CheckOrders(permit, orders);
        var items = channel.Items("tasks");
        if (items.Count > MostTasks)
        {
            channel.Fault("tasks", $"there are {items.Count} tasks; expected at most {MostTasks}", "Join some, or write another permit.");
        }

        var tasks = new List<SelfServiceTask>();
        foreach (var item in items)
        {
            if (SectionReader.Open(item, ConfigurationKeys.SelfServiceTask, faults) is not { } reader
                || Task(reader, orders) is not { } task)
            {
                continue;
            }

            if (tasks.Exists(other => other.Id == task.Id))
            {
                reader.Fault("id", $"there are two tasks \"{task.Id}\"", "Give one of them another id.");
            }

            tasks.Add(task);
        }

        return tasks.Count == items.Count && tasks.Count > 0 ? new SelfServiceChannel(tasks) : null;
    }

    /// <summary>A pick is an order, whose rows are shown from the CSV form.</summary>
    private static void CheckOrders(SectionReader permit, OrdersChannel? orders)
    {
        if (permit.Value("orders", required: false) is null)
        {
            permit.Fault(
                Key, "what is picked in the self-service is an order, and nothing can be ordered under the permit",
                "Write \"orders\": { \"purposes\": [ … ], \"groups\": [ … ], \"targets\": [\"persons\"] } in it.");
        }
        else if (orders is not null && !orders.Targets.Contains(OrderTarget.Persons))
        {
            permit.Fault(Key, "persons are picked in the self-service, and no order may have the target \"persons\"",
                "Add \"persons\" to \"targets\" in \"orders\".");
        }
        else if (orders is not null && !orders.Formats.Contains(DeliveryFormat.Csv))
        {
            permit.Fault(Key, "the self-service shows the rows of the form \"csv\", which the permit does not have",
                "Add \"csv\" to \"formats\".");
        }

        if (permit.Value(PartnerLoader.EndCustomer, required: false) is not null)
        {
            permit.Fault(Key, "the self-service is for the recipient's own tasks, and the permit is that of an end customer",
                "Take one of the two out.");
        }
    }

    private SelfServiceTask? Task(SectionReader reader, OrdersChannel? orders)
    {
        var id = reader.Text("id", ConfigurationPatterns.Id, "small letters, digits and dashes, 64 at most");
        var (fi, sv, en) = (Name(reader, "fi"), Name(reader, "sv"), Name(reader, "en"));
        var purpose = reader.Word("purpose", [.. PurposeNames.All]) is { } word ? PurposeNames.Find(word) : null;
        if (purpose is { } known && orders?.Purposes.Contains(known) == false)
        {
            reader.Fault(
                "purpose", $"the purpose \"{PurposeNames.Of(known)}\" is outside of \"orders\"",
                $"They have: {string.Join(", ", orders.Purposes.Select(PurposeNames.Of))}. Choose one of them, or add it there.");
        }

        var content = new GroupChoiceLoader(groups.All, faults).Load(reader);
        var check = new TargetCheck(groups, faults);
        foreach (var (group, place) in content)
        {
            check.CheckGroup(OrderTarget.Persons, group, place);
            CheckWithin(group, place, orders);
        }

        return id is null || fi is null || sv is null || en is null || purpose is null || content.Count == 0
            ? null
            : new SelfServiceTask
            {
                Id = id,
                Fi = fi,
                Sv = sv,
                En = en,
                Purpose = purpose.Value,
                Groups = [.. content.Select(each => each.Group)],
            };
    }

    private static string? Name(SectionReader reader, string key)
    {
        var name = reader.Text(key);
        if (name is null || (!string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(char.IsControl)))
        {
            return name;
        }

        reader.Fault(key, $"\"{key}\" is no name; expected 1 to {LongestName} characters in one line", "Write the task's name.");
        return null;
    }

    private void CheckWithin(ProductGroup group, JsonPlace place, OrdersChannel? orders)
    {
        if (orders is null)
        {
            return;
        }

        var fields = group.Fields ?? [.. groups.All[group.Group].Fields];
        if (orders.Groups.All(each => each.Group != group.Group))
        {
            faults.Add(
                place, $"the group {group.Group} is outside of \"orders\"",
                $"They have: {string.Join(", ", orders.Groups.Select(each => each.Group))}. Take the group out, or add it there.");
        }
        else if (fields.Order(StringComparer.Ordinal).FirstOrDefault(field => !orders.Allows(group.Group, [field])) is { } beyond)
        {
            faults.Add(
                place, $"the field \"{beyond}\" of {group.Group} is outside of \"orders\"",
                "Write the fields that the task needs: { \"group\": …, \"fields\": [ … ] }, or add it there.");
        }
    }
}
