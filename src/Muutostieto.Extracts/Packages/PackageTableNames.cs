using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Packages;

/// <summary>The names of tables in packages and orders, and what they are of.</summary>
public static class PackageTableNames
{
    /// <summary>In the order of <see cref="PackageTable"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["households", "postal-codes", "waste-management", "open-addresses"];

    /// <summary>What the rows of the orders are that get a table.</summary>
    public static OrderTarget TargetOf(PackageTable table) =>
        table is PackageTable.WasteManagement or PackageTable.OpenAddresses ? OrderTarget.Buildings : OrderTarget.Persons;
}
