namespace Muutostieto.Disclosure.Purposes;

/// <summary>The names of purposes in permits, orders and manifests.</summary>
public static class PurposeNames
{
    /// <summary>In the order of <see cref="Purpose"/>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "authority-task",
        "scientific-research",
        "statistics",
        "customer-register-update",
        "market-research",
        "direct-marketing",
        "genealogy",
        "directory",
        "address-service",
    ];

    public static string Of(Purpose purpose) => All[(int)purpose];

    /// <summary>Null for a name that no purpose has.</summary>
    public static Purpose? Find(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index] == name)
            {
                return (Purpose)index;
            }
        }

        return null;
    }
}
