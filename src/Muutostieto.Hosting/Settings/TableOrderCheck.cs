using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Checks an order whose package gives a table: it is of all residents of places. A table of some residents would be another statistic, and
/// the difference of two of them would show what each leaves out.
/// </summary>
/// <param name="faults">What is wrong.</param>
internal sealed class TableOrderCheck(FaultCollector faults)
{
    private static readonly string[] Places = ["all", "any", "not", "municipality", CriterionLoader.Region, "postalCode"];
    private static readonly string[] Drawn = ["sample", ExclusionLoader.Key];
    private static readonly DeliveryFormat[] Formats = [DeliveryFormat.Csv, DeliveryFormat.Parquet, DeliveryFormat.Xlsx];

    /// <param name="order">The order.</param>
    /// <param name="package">The id of its package.</param>
    /// <param name="formats">Its forms.</param>
    internal void Check(SectionReader order, string package, IEnumerable<DeliveryFormat> formats)
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

        foreach (var format in formats.Except(Formats))
        {
            order.Fault(
                "formats", $"the package \"{package}\" gives a table, which the form \"{DeliveryFormatNames.Of(format)}\" cannot hold",
                $"Choose among {string.Join(", ", Formats.Select(DeliveryFormatNames.Of))}.");
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
