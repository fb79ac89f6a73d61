namespace Muutostieto.Extracts.Packages;

/// <summary>The names of tables in packages and orders.</summary>
public static class PackageTableNames
{
    /// <summary>In the order of <see cref="PackageTable"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["households", "postal-codes"];
}
