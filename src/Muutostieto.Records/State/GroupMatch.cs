using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>When two groups of records are about the same thing.</summary>
internal static class GroupMatch
{
    /// <summary>Whether the fields of the key are the same. A code with several layouts matches across them by the fields that both have.</summary>
    internal static bool SameKey(Record left, int leftGroup, Record right, int rightGroup)
    {
        var spec = left.Spec(leftGroup);
        if (spec.Code != right.Spec(rightGroup).Code)
        {
            return false;
        }

        foreach (var key in spec.Key)
        {
            if (right.Spec(rightGroup).Field(key) is not null && !left.Value(leftGroup, key).SequenceEqual(right.Value(rightGroup, key)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every field of the group is empty: a group that says that there is nothing any more.</summary>
    internal static bool IsBlank(Record record, int group)
    {
        for (var field = 0; field < record.Spec(group).Fields.Count; field++)
        {
            if (!record.Value(group, field).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the group has an end date, and that has come by the day of registration.</summary>
    internal static bool HasEnded(Record record, int group)
    {
        var end = record.Value(group, "loppupv");
        return !end.IsEmpty && end.SequenceCompareTo(record[HeaderField.Registered]) <= 0;
    }
}
