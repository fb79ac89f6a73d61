using Muutostieto.Extracts.Packages;
using Muutostieto.Records.Places;
using Muutostieto.Records.Tables;

namespace Muutostieto.Extracts.Tables;

/// <summary>The tables that orders may get.</summary>
public static class OrderTables
{
    /// <param name="table">Which; null: the order gets records.</param>
    /// <param name="day">The day on which ages are counted.</param>
    public static IComputedTable? Of(PackageTable? table, DateOnly day) => table switch
    {
        PackageTable.Households => new HouseholdTable(day),
        PackageTable.PostalCodes => new PostalCodeTable(day),
        _ => null,
    };

    /// <summary>The tables that are written row by row; null: the order gets none of these.</summary>
    /// <param name="table">Which; null: the order gets records.</param>
    /// <param name="day">The day of the extract.</param>
    public static IRowTables? RowsOf(PackageTable? table, DateOnly day) => table switch
    {
        PackageTable.WasteManagement => new WasteManagementTables(PostTowns.Shipped()),
        PackageTable.OpenAddresses => new OpenAddressTable(Regions.Shipped(), day),
        _ => null,
    };
}
