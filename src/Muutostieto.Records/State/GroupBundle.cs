using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>A group of a record together with the groups right after it that clarify it, or clarify one that does.</summary>
/// <param name="First">Index of the group itself.</param>
/// <param name="Count">How many groups, itself included.</param>
internal readonly record struct GroupBundle(int First, int Count)
{
    /// <summary>A guardianship, its guardian, who has no identity code, whose country has no code: four. The rest is reserve.</summary>
    private const int Deepest = 8;

    internal int End => First + Count;

    /// <summary>The bundle that starts at a group. A clarifying group with nothing before it to clarify is a bundle of its own.</summary>
    internal static GroupBundle At(Record record, int group)
    {
        Span<int> path = stackalloc int[Deepest];
        path[0] = group;
        var depth = 1;
        var end = group + 1;
        for (; end < record.GroupCount; end++)
        {
            var clarified = LevelClarified(record, path[..depth], end);
            if (clarified < 0 || clarified + 1 == Deepest)
            {
                break;
            }

            path[clarified + 1] = end;
            depth = clarified + 2;
        }

        return new GroupBundle(group, end - group);
    }

    /// <summary>Whether a group of the bundle clarifies the first one, and not one in between.</summary>
    internal bool IsDirect(Record record, int group) => record.Spec(group).Clarifies.Contains(record.Spec(First).Code);

    /// <summary>
    /// Which of the groups that lead to the last one the next one clarifies: the first before all others, or else the nearest; -1 for none.
    /// </summary>
    private static int LevelClarified(Record record, ReadOnlySpan<int> path, int group)
    {
        var clarifies = record.Spec(group).Clarifies;
        if (clarifies.Count == 0 || clarifies.Contains(record.Spec(path[0]).Code))
        {
            return clarifies.Count == 0 ? -1 : 0;
        }

        for (var level = path.Length - 1; level > 0; level--)
        {
            if (clarifies.Contains(record.Spec(path[level]).Code))
            {
                return level;
            }
        }

        return -1;
    }
}
