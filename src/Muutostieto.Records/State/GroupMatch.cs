using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>When two groups of records are about the same thing, and when that thing is over.</summary>
internal static class GroupMatch
{
    private const string EndDay = "loppupv";

    /// <summary>
    /// Whether the fields of the key are the same; a code with several layouts matches across them by the fields that both have.
    /// Where they say in a clarifying group what their code cannot (a guardian without an identity code, a country without a number), that
    /// too. With <paramref name="nameGivenUp"/> a former name of the left also matches the current name that it was.
    /// </summary>
    internal static bool SameKey(Record left, int leftGroup, Record right, int rightGroup, bool nameGivenUp = false)
    {
        var spec = left.Spec(leftGroup);
        return spec.Code == right.Spec(rightGroup).Code
            && SameFields(left, leftGroup, right, rightGroup, nameGivenUp)
            && (spec.Key.Count == 0 || SameDescription(left, leftGroup, right, rightGroup));
    }

    /// <summary>Whether the group says that there is nothing any more: every field empty, and nothing in clear either.</summary>
    internal static bool IsBlank(Record record, int group)
    {
        for (var field = 0; field < record.Spec(group).Fields.Count; field++)
        {
            if (!record.Value(group, field).IsEmpty)
            {
                return false;
            }
        }

        return Description(record, group) < 0;
    }

    /// <summary>
    /// Whether the group has an end date. 99990000 is until further notice and a year 0 undefined: neither is an end, nor is what is no
    /// date, as blanks.
    /// </summary>
    internal static bool HasEnd(Record record, int group)
    {
        var end = record.Value(group, EndDay);
        return end.Length == 8
            && !end.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !end.StartsWith("0000"u8)
            && !end.StartsWith("9999"u8);
    }

    /// <summary>Whether the group has an end date, and that has come by the day of registration.</summary>
    internal static bool HasEnded(Record record, int group) =>
        HasEnd(record, group) && record.Value(group, EndDay).SequenceCompareTo(record[HeaderField.Registered]) <= 0;

    /// <summary>
    /// Whether a clarifying group describes what its head means; one with dates is a thing of its own that begins and ends.
    /// </summary>
    internal static bool Describes(GroupSpec spec) => spec.Clarifies.Count > 0 && spec.Field(EndDay) is null;

    private static bool SameFields(Record left, int leftGroup, Record right, int rightGroup, bool nameGivenUp)
    {
        var spec = left.Spec(leftGroup);
        var other = right.Spec(rightGroup);
        foreach (var key in ReferenceEquals(spec, other) ? spec.Key : spec.Key.Union(other.Key))
        {
            if (spec.Field(key) is null || other.Field(key) is null)
            {
                continue;
            }

            var mine = left.Value(leftGroup, key);
            var theirs = right.Value(rightGroup, key);
            if (!mine.SequenceEqual(theirs) && !(nameGivenUp && key == NameKind.Field && NameKind.Became(mine, theirs)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameDescription(Record left, int leftGroup, Record right, int rightGroup)
    {
        var mine = Description(left, leftGroup);
        var theirs = Description(right, rightGroup);
        return mine < 0 || theirs < 0
            ? mine == theirs
            : left.Spec(mine).Code == right.Spec(theirs).Code && SameFields(left, mine, right, theirs, nameGivenUp: false);
    }

    /// <summary>The first group that describes the head; a correction is preceded by the wrong one. -1 when there is none.</summary>
    private static int Description(Record record, int head)
    {
        if (head + 1 == record.GroupCount || record.Spec(head + 1).Clarifies.Count == 0)
        {
            return -1;
        }

        var bundle = GroupBundle.At(record, head);
        for (var group = head + 1; group < bundle.End; group++)
        {
            if (Describes(record.Spec(group)) && bundle.IsDirect(record, group))
            {
                return group;
            }
        }

        return -1;
    }
}
