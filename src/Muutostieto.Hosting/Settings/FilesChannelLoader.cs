using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads what a permit says of its files.</summary>
/// <param name="drops">The names of the settings' drops; null when those could not be read.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class FilesChannelLoader(IReadOnlyCollection<string>? drops, FaultCollector faults)
{
    private static readonly string[] HolidayRules = ["keep", "next-working-day"];
    private static readonly string[] WithoutFiles =
        ["formats", "fixedWidth", "drop", "overdueAfter", "keepInDrop", "keepInOutbox", "holidays"];

    /// <summary>What files and orders have in common: not the rhythm and what belongs to it.</summary>
    private static readonly string[] WithoutRhythm = ["holidays"];

    /// <summary>Null after a fault.</summary>
    public FilesChannel? Load(SectionReader reader)
    {
        var rhythm = reader.Section("rhythm", ConfigurationKeys.Rhythm) is { } rule ? Rhythm(rule) : null;
        var formats = new WordListLoader(faults).Load<DeliveryFormat>(reader, "formats", "format", DeliveryFormatNames.OfFiles);
        var ownGroups = reader
            .Section("fixedWidth", ConfigurationKeys.FixedWidth, required: false)
            ?.Boolean("ownGroups", defaultValue: false)
            ?? false;
        var drop = reader.Known("drop", drops, "Drops are defined in appsettings.json.");
        var overdueAfter = reader.Number("overdueAfter", 1, 365) ?? FilesChannel.DefaultOverdueAfterDays;
        var keepInDrop = reader.Number("keepInDrop", 0, 3650);
        var keepInOutbox = reader.Number("keepInOutbox", 0, 3650);
        var holidays = reader.Word("holidays", HolidayRules, required: false);
        return rhythm is null || drop is null || formats.Count == 0
            ? null
            : new FilesChannel
            {
                Rhythm = rhythm,
                Formats = formats,
                FixedOwnGroups = ownGroups,
                Drop = drop,
                OverdueAfterDays = overdueAfter,
                KeepInDropDays = keepInDrop,
                KeepInOutboxDays = keepInOutbox,
                Holidays = holidays == "next-working-day" ? HolidayRule.NextWorkingDay : HolidayRule.Keep,
            };
    }

    /// <summary>Reports what only files need in a permit that has none.</summary>
    public static void RequireNothing(SectionReader reader, bool hasOrders)
    {
        foreach (var key in (hasOrders ? WithoutRhythm : WithoutFiles).Where(key => reader.Value(key, required: false) is not null))
        {
            reader.Fault(
                key, $"\"{key}\" is for files, and the permit has no \"rhythm\", only {(hasOrders ? "orders" : "the interface")}",
                $"Add a rhythm to deliver files too, or remove \"{key}\".");
        }
    }

    /// <summary>Null after a fault.</summary>
    internal static Rhythm? Rhythm(SectionReader reader)
    {
        var rule = reader.Text("rule");
        var time = reader.Text("time", ConfigurationPatterns.Time, "a time of day as HH:mm");
        var from = reader.Date("from");
        TimeOnly at = default;
        if (time is not null && !TimeOnly.TryParseExact(time, "HH:mm", out at))
        {
            reader.Fault("time", $"there is no time of day \"{time}\", expected was HH:mm up to 23:59", "Correct the time.");
            time = null;
        }

        try
        {
            var rhythm = rule is null ? null : new Rhythm(rule, at, from ?? default);
            return time is null || from is null ? null : rhythm;
        }
        catch (FormatException e)
        {
            reader.Fault("rule", $"the rhythm does not parse: {e.Message}", "Example: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO.");
            return null;
        }
    }
}
