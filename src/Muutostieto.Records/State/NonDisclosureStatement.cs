using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>
/// What counts as a statement about the non-disclosure order, for state, import and gate alike: group 015 added, changed, deleted or
/// corrected. A supplementary one states in a record of the whole person that the order is in force, and in a change that it is unchanged:
/// it may set or extend an order, never end or shorten it.
/// </summary>
public static class NonDisclosureStatement
{
    /// <summary>The group that holds the order.</summary>
    public const string Group = "015";

    /// <summary>The field of the order's last day.</summary>
    public const string End = "paattymispv";

    /// <summary>Whether a record says anything of an order, a supplementary group included.</summary>
    public static bool IsCarriedBy(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.IndexOf(Group) >= 0;
    }

    /// <summary>Whether a record has a statement that may end or shorten an order.</summary>
    public static bool IsMadeBy(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        for (var group = record.IndexOf(Group); group >= 0; group = record.IndexOf(Group, group + 1))
        {
            if (Is(record, group))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a group is such a statement.</summary>
    public static bool Is(Record record, int group)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Spec(group).Code == Group
            && record.Attribute(group)
                is ChangeAttribute.Added
                    or ChangeAttribute.Changed
                    or ChangeAttribute.Deleted
                    or ChangeAttribute.ToBeCorrected
                    or ChangeAttribute.Corrected;
    }
}
