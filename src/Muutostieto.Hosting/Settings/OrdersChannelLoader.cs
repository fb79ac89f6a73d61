using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads what may be ordered under a permit.</summary>
/// <param name="groups">The groups that there are.</param>
/// <param name="drops">The names of the settings' drops; null when those could not be read.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class OrdersChannelLoader(
    IReadOnlyDictionary<string, GroupOutline> groups, IReadOnlyCollection<string>? drops, FaultCollector faults)
{
    /// <summary>In the order of <see cref="OrderTarget"/>.</summary>
    internal static readonly string[] TargetNames = [.. OrderTargetNames.All];

    /// <summary>Null after a fault.</summary>
    /// <param name="permit">The permit: it has the drop and what else files have.</param>
    /// <param name="orders">What may be ordered.</param>
    /// <param name="files">The permit's files by a rhythm, whose drop and forms count for orders too; null when it has none.</param>
    /// <param name="hasFiles">Whether it has a rhythm, also when that could not be read.</param>
    internal OrdersChannel? Load(SectionReader permit, SectionReader orders, FilesChannel? files, bool hasFiles)
    {
        var words = new WordListLoader(faults);
        var purposes = words.Load<Purpose>(orders, "purposes", "purpose", PurposeNames.All);
        var chosen = new GroupChoiceLoader(groups, faults).Load(orders);
        var targets = words.Load<OrderTarget>(orders, "targets", "target", TargetNames);
        IReadOnlyList<string> excludes = [.. orders.Texts("excludes", required: false).Select(permit => permit.Text)];
        var formats = words.Load<DeliveryFormat>(orders, "formats", "format", DeliveryFormatNames.All, required: false);
        var update = new UpdateChannelLoader(faults).Load(orders, targets);
        var channel = hasFiles ? Of(files, formats) : Handover(permit, formats, words);
        return channel is null || purposes.Count == 0 || chosen.Count == 0 || targets.Count == 0
            ? null
            : channel with
            {
                Purposes = purposes,
                Groups = [.. chosen.Select(each => each.Group)],
                Targets = targets,
                Excludes = excludes,
                Update = update,
            };
    }

    private static OrdersChannel? Of(FilesChannel? files, List<DeliveryFormat> formats) => files is null
        ? null
        : new OrdersChannel
        {
            Purposes = [],
            Groups = [],
            Targets = [],
            Formats = formats.Count == 0 ? files.Formats : formats,
            FixedOwnGroups = files.FixedOwnGroups,
            Drop = files.Drop,
            OverdueAfterDays = files.OverdueAfterDays,
            KeepInDropDays = files.KeepInDropDays,
            KeepInOutboxDays = files.KeepInOutboxDays,
        };

    private OrdersChannel? Handover(SectionReader permit, List<DeliveryFormat> ofOrders, WordListLoader words)
    {
        var ofPermit = words.Load<DeliveryFormat>(permit, "formats", "format", DeliveryFormatNames.All, required: false);
        var formats = ofOrders.Count == 0 ? ofPermit : ofOrders;
        var ownGroups = permit
            .Section("fixedWidth", ConfigurationKeys.FixedWidth, required: false)
            ?.Boolean("ownGroups", defaultValue: false)
            ?? false;
        var drop = permit.Known("drop", drops, "Drops are defined in appsettings.json.");
        var overdueAfter = permit.Number("overdueAfter", 1, 365) ?? FilesChannel.DefaultOverdueAfterDays;
        var keepInDrop = permit.Number("keepInDrop", 0, 3650);
        var keepInOutbox = permit.Number("keepInOutbox", 0, 3650);
        return drop is null
            ? null
            : new OrdersChannel
            {
                Purposes = [],
                Groups = [],
                Targets = [],
                Formats = formats.Count == 0 ? [DeliveryFormat.Csv] : formats,
                FixedOwnGroups = ownGroups,
                Drop = drop,
                OverdueAfterDays = overdueAfter,
                KeepInDropDays = keepInDrop,
                KeepInOutboxDays = keepInOutbox,
            };
    }
}
