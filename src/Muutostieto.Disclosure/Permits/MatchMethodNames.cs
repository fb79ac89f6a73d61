namespace Muutostieto.Disclosure.Permits;

/// <summary>The names of methods in orders and results.</summary>
public static class MatchMethodNames
{
    /// <summary>In the order of <see cref="MatchMethod"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["M1", "M2", "M3", "M4", "M5", "M6"];

    public static string Of(MatchMethod method) => All[(int)method - 1];

    /// <summary>Null for a name that no method has.</summary>
    public static MatchMethod? Find(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index] == name)
            {
                return (MatchMethod)(index + 1);
            }
        }

        return null;
    }
}
