using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>A group of a record together with the groups right after it that clarify it.</summary>
/// <param name="First">Index of the group itself.</param>
/// <param name="Count">How many groups, itself included.</param>
internal readonly record struct GroupBundle(int First, int Count)
{
    internal int End => First + Count;

    /// <summary>The bundle that starts at a group. A clarifying group with nothing before it to clarify is a bundle of its own.</summary>
    internal static GroupBundle At(Record record, int group)
    {
        var end = group + 1;
        while (end < record.GroupCount && Clarifies(record, group, end))
        {
            end++;
        }

        return new GroupBundle(group, end - group);
    }

    private static bool Clarifies(Record record, int head, int group)
    {
        var clarifies = record.Spec(group).Clarifies;
        for (var before = group - 1; clarifies.Count > 0 && before >= head; before--)
        {
            if (clarifies.Contains(record.Spec(before).Code))
            {
                return true;
            }
        }

        return false;
    }
}
