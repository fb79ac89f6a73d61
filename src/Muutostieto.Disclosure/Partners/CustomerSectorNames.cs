namespace Muutostieto.Disclosure.Partners;

/// <summary>The names of sectors in contracts and terms.</summary>
public static class CustomerSectorNames
{
    /// <summary>In the order of <see cref="CustomerSector"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["other", "bank", "insurer", "gaming"];

    public static string Of(CustomerSector sector) => All[(int)sector];

    /// <summary>Null for a name that no sector has.</summary>
    public static CustomerSector? Find(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index] == name)
            {
                return (CustomerSector)index;
            }
        }

        return null;
    }
}
