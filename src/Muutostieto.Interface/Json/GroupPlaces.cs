using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Json;

/// <summary>
/// Where the groups of each code are in a record: found in one pass, because base data ask for every code that is served. To be used again
/// and again.
/// </summary>
internal sealed class GroupPlaces(InterfaceCatalog catalog)
{
    private readonly int[] first = new int[catalog.CodeCount];
    private readonly int[] last = new int[catalog.CodeCount];
    private int[] next = new int[32];

    internal void Find(RecordView record)
    {
        Array.Fill(first, -1);
        if (next.Length < record.GroupCount)
        {
            next = new int[record.GroupCount * 2];
        }

        for (var group = 0; group < record.GroupCount; group++)
        {
            var code = catalog.CodeOf(record.Spec(group));
            if (code < 0)
            {
                continue;
            }

            if (first[code] < 0)
            {
                first[code] = group;
            }
            else
            {
                next[last[code]] = group;
            }

            (last[code], next[group]) = (group, -1);
        }
    }

    /// <summary>Index of the first group of the mapping's code, or -1.</summary>
    internal int First(GroupMapping mapping) => first[catalog.CodeOf(mapping.Spec)];

    /// <summary>Index of the next group of the same code, or -1.</summary>
    internal int Next(int group) => next[group];
}
