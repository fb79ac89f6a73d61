using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Packages;

/// <summary>A content that orders refer to by its name, in place of groups of their own.</summary>
/// <param name="Id">Small letters, digits and dashes: used in orders, and as the name of the package's file.</param>
/// <param name="NameFi">Name in Finnish.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Target">What the rows of its orders are.</param>
/// <param name="Groups">At least one, in order of code, each once.</param>
public sealed record ExtractPackage(string Id, string NameFi, string NameEn, OrderTarget Target, IReadOnlyList<ProductGroup> Groups)
{
    /// <summary>Whether it is a standard extract, of which price lists may have some free in a year.</summary>
    public bool IsStandard { get; init; }

    /// <summary>What its orders get in place of records, computed from the groups; null: they get records.</summary>
    public PackageTable? Table { get; init; }
}
