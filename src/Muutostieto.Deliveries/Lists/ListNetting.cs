using Muutostieto.Records.Identity;
using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Lists;

/// <summary>
/// Nets the lines of one upload: of each person the last line counts, and a person who is removed and added again is delivered as new. The
/// cost of an upload grows with the persons that it names, not with its lines.
/// </summary>
internal static class ListNetting
{
    /// <summary>How many lines are named at most for one unknown code, besides the last one.</summary>
    internal const int MostNamed = 9;

    /// <summary>
    /// The last line of each code in the file's order, whether any line of it takes off, and its first lines before the last.
    /// </summary>
    internal static IReadOnlyList<(ListLine Last, bool IsTakenOff, IReadOnlyList<int> Earlier)> ByCode(IReadOnlyList<ListLine> lines)
    {
        var codes = new Dictionary<PersonalIdentityCode, (ListLine Last, bool IsTakenOff, IReadOnlyList<int> Earlier)>();
        foreach (var line in lines)
        {
            codes[line.Code] = !codes.TryGetValue(line.Code, out var before)
                ? (line, !line.IsAdded, [])
                : (
                    line,
                    !line.IsAdded || before.IsTakenOff,
                    before.Earlier.Count < MostNamed ? [.. before.Earlier, before.Last.Line] : before.Earlier);
        }

        return [.. codes.Values.OrderBy(code => code.Last.Line)];
    }

    /// <summary>
    /// Those lines as changes. Two codes can name one person, whose last line counts. Two persons for the recipient can be one by now: that
    /// one is on the list when the recipient wants either, and is delivered as new when it has removed the other.
    /// </summary>
    /// <param name="lines">The person of each on the list, and the person that the recipient means; in the file's order.</param>
    /// <param name="members">Who is on the list: only they can be taken off.</param>
    internal static IReadOnlyList<(long Person, bool IsAdded)> ByPerson(
        IReadOnlyList<(long Person, long Meant, bool IsAdded, bool IsTakenOff)> lines,
        IReadOnlySet<long> members)
    {
        var meant = new Dictionary<long, (int At, long Person, bool IsAdded, bool IsTakenOff)>();
        for (var at = 0; at < lines.Count; at++)
        {
            var (person, known, isAdded, isTakenOff) = lines[at];
            meant[known] = (at, person, isAdded, isTakenOff || meant.GetValueOrDefault(known).IsTakenOff);
        }

        var changes = new List<(long, bool)>();
        foreach (var lasts in meant.Values.GroupBy(last => last.Person).OrderBy(lasts => lasts.Max(last => last.At)))
        {
            var (person, isMember) = (lasts.Key, members.Contains(lasts.Key));
            var isTakenOff = lasts.Any(last => last.IsTakenOff);
            if (isMember && isTakenOff)
            {
                changes.Add((person, false));
            }

            if (lasts.Any(last => last.IsAdded) && (!isMember || isTakenOff))
            {
                changes.Add((person, true));
            }
        }

        return changes;
    }
}
