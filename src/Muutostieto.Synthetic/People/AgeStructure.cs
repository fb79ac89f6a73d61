using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.People;

/// <summary>How many men and women of each age 0-100 there are; 100 includes all older ones.</summary>
internal static class AgeStructure
{
    public const int OldestAge = 100;

    private const int YearsPerGroup = 5;
    private const int Groups = 20;

    /// <summary>
    /// Exactly <paramref name="persons"/> people, shared by the five-year groups of both sexes and inside a group by the country's ages.
    /// Index 0 of the result is men, 1 women.
    /// </summary>
    public static int[][] Of(Municipality municipality, int persons, IReadOnlyList<(int Men, int Women)> national)
    {
        var groups = LargestRemainder.Share(persons, [.. municipality.Men, .. municipality.Women]);
        int[][] ages = [new int[OldestAge + 1], new int[OldestAge + 1]];
        for (var sex = 0; sex < 2; sex++)
        {
            for (var group = 0; group < Groups; group++)
            {
                var first = group * YearsPerGroup;
                var last = group == Groups - 1 ? OldestAge : first + YearsPerGroup - 1;
                var weights = Enumerable
                    .Range(first, last - first + 1)
                    .Select(age => sex == 0 ? national[age].Men : national[age].Women)
                    .ToArray();
                LargestRemainder.Share(groups[(sex * Groups) + group], weights).CopyTo(ages[sex], first);
            }
        }

        return ages;
    }
}
