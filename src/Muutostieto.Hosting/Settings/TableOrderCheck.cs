using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Packages;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Checks an order by the table that its package gives. A table of persons is of all residents of places: a table of some would be another
/// statistic, and the difference of two of them would show what each leaves out. A form must be one that can hold the table.
/// </summary>
/// <param name="faults">What is wrong.</param>
internal sealed class TableOrderCheck(FaultCollector faults)
{
    /// <summary>The criteria of places, and those that combine them.</summary>
    internal static readonly string[] Places = ["all", "any", "not", "municipality", CriterionLoader.Region, "postalCode"];
    private static readonly string[] Drawn = ["sample", ExclusionLoader.Key];
    private static readonly DeliveryFormat[] Formats = [DeliveryFormat.Csv, DeliveryFormat.Parquet, DeliveryFormat.Xlsx];

    /// <param name="order">The order.</param>
    /// <param name="package">Its package; null when it names groups.</param>
    /// <param name="formats">Its forms.</param>
    /// <param name="target">What its rows are.</param>
    internal void Check(SectionReader order, ExtractPackage? package, IReadOnlyList<DeliveryFormat> formats, OrderTarget target)
    {
        if (package is null && NamesPackage(order))
        {
            // It could not be read, so that what it can hold is not known.
            return;
        }

        if (package?.Table is PackageTable.Households or PackageTable.PostalCodes)
        {
            CheckAll(order, package.Id);
        }

        var known = FormatsOf(package?.Table, target);
        foreach (var format in formats.Except(known).Where(format => target.IsOfPersons() || format != DeliveryFormat.Fixed))
        {
            order.Fault(
                "formats",
                package?.Table is null
                    ? $"the form \"{DeliveryFormatNames.Of(format)}\" is of addresses, and the order has no package of them"
                    : $"the package \"{package.Id}\" gives a table, which the form \"{DeliveryFormatNames.Of(format)}\" cannot hold",
                $"Choose among {string.Join(", ", known.Select(DeliveryFormatNames.Of))}.");
        }
    }

    private static bool NamesPackage(SectionReader order) =>
        order.Value("content", required: false) is { Shape: JsonShape.Object } content
        && content.Members.Any(member => member.Name == "package");

    private static DeliveryFormat[] FormatsOf(PackageTable? table, OrderTarget target) => table switch
    {
        null when target == OrderTarget.Customers =>
            [DeliveryFormat.Fixed, DeliveryFormat.Csv, DeliveryFormat.JsonLines, DeliveryFormat.Parquet, DeliveryFormat.Xlsx],
        null when target != OrderTarget.Persons =>
            [DeliveryFormat.Csv, DeliveryFormat.JsonLines, DeliveryFormat.Parquet, DeliveryFormat.Xlsx],
        null => [.. Enum.GetValues<DeliveryFormat>().Except([DeliveryFormat.Opt])],
        PackageTable.OpenAddresses => [.. Formats, DeliveryFormat.Opt],
        _ => Formats,
    };

    private void CheckAll(SectionReader order, string package)
    {
        foreach (var key in Drawn.Where(key => order.Value(key, required: false) is not null))
        {
            order.Fault(
                key, $"the package \"{package}\" gives a table of all residents, and \"{key}\" takes some", $"Leave \"{key}\" out.");
        }

        if (order.Value("where", required: false) is { } where)
        {
            CheckCriteria(where, package);
        }
    }

    private void CheckCriteria(JsonValue value, string package)
    {
        foreach (var member in value.Shape == JsonShape.Object ? value.Members : [])
        {
            if (!Places.Contains(member.Name))
            {
                faults.Add(
                    member.Place, $"the package \"{package}\" gives a table of all residents, and \"{member.Name}\" takes some",
                    "Choose by municipality and postal code alone.");
                continue;
            }

            IEnumerable<JsonValue> inner = member.Value.Shape == JsonShape.Array ? member.Value.Items : [member.Value];
            foreach (var item in inner.Where(item => item.Shape == JsonShape.Object))
            {
                CheckCriteria(item, package);
            }
        }
    }
}
