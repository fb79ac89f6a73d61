using Muutostieto.Records.Dates;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>The days on which a person may have died: one, or those of a month or year where the day is not known.</summary>
internal static class DeathDays
{
    /// <summary>The group of the day of death.</summary>
    internal const string Group = "013";

    internal const string Field = "kuolinpv";

    /// <summary>Null when the person lives, or no day is known.</summary>
    internal static (DateOnly Earliest, DateOnly Latest)? Of(RecordView record) =>
        record.IndexOf(Group) is var group and >= 0
        && PartialDate.TryParse(record.Value(group, Field), out var date)
        && date is { Earliest: { } earliest, Latest: { } latest }
            ? (earliest, latest)
            : null;

    /// <summary>The day on which the person's age counts: that of the death, the last one possible; else the other.</summary>
    internal static DateOnly Or(RecordView record, DateOnly day) => Of(record)?.Latest ?? day;
}
