using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>What has ended: no instance of a group that does not keep ended ones is in the state from its end day on.</summary>
public sealed partial class PersonState
{
    private const string EndDay = "loppupv";

    /// <summary>
    /// The earliest end day VVVVKKPP among the instances that leave the state when they have ended; null when none has an end.
    /// </summary>
    public string? EarliestEnd
    {
        get
        {
            string? earliest = null;
            for (var group = 0; group < groups.GroupCount; group++)
            {
                if (!groups.Spec(group).KeepsEnded && GroupMatch.HasEnd(groups, group)
                    && groups.Text(group, EndDay) is var end && (earliest is null || string.CompareOrdinal(end, earliest) < 0))
                {
                    earliest = end;
                }
            }

            return earliest;
        }
    }

    /// <summary>
    /// Adds to a change, whose day of registration is set, what of the state has ended by that day: applied, the change takes it out. A
    /// head in force is repeated as supplementary with all that clarifies it, of which the ended ones are changed.
    /// </summary>
    /// <returns>False when nothing has ended.</returns>
    public bool AddEnded(Record change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = change.GroupCount;
        Walk(groups, (_, bundle) => AddEnded(bundle, change));
        return change.GroupCount > before;
    }

    /// <summary>Whether an instance has an end date, and that has come by the record's day of registration.</summary>
    public static bool HasEnded(RecordView record, int group) => GroupMatch.HasEnded(record.Source, group);

    /// <summary>
    /// Whether an instance is not in the state: one that has ended, or, of what is only known once it has ended, one that has not.
    /// </summary>
    private static bool IsPast(Record record, int group) => record.Spec(group) switch
    {
        { IsOnlyEnded: true } => !GroupMatch.HasEnd(record, group),
        { KeepsEnded: true } => false,
        _ => GroupMatch.HasEnded(record, group),
    };

    private void AddEnded(GroupBundle bundle, Record change)
    {
        var start = change.GroupCount;
        var hasEnded = false;
        for (var group = bundle.First; group < bundle.End; group++)
        {
            var added = change.Copy(groups, group, ChangeAttribute.Supplementary);
            if (IsPast(change, added))
            {
                change.RemoveAt(added);
                _ = change.Copy(groups, group, ChangeAttribute.Changed);
                hasEnded = true;
            }
        }

        while (!hasEnded && change.GroupCount > start)
        {
            change.RemoveAt(change.GroupCount - 1);
        }
    }
}
