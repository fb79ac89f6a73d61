namespace Muutostieto.Synthetic.Chances;

/// <summary>
/// Shares a whole number out by weights so that the parts add up exactly: each gets its floor, the largest remainders one more.
/// </summary>
internal static class LargestRemainder
{
    public static int[] Share(int total, IReadOnlyList<int> weights)
    {
        var sum = weights.Sum(weight => (long)weight);
        var parts = new int[weights.Count];
        if (sum == 0)
        {
            return parts;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (int)((long)total * weights[i] / sum);
        }

        var byRemainder = Enumerable.Range(0, parts.Length)
            .OrderByDescending(i => (long)total * weights[i] % sum)
            .ThenBy(i => i);
        foreach (var i in byRemainder.Take(total - parts.Sum()))
        {
            parts[i]++;
        }

        return parts;
    }
}
