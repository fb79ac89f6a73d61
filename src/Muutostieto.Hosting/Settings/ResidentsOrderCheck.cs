using Muutostieto.Disclosure.Permits;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Checks an order that says who lives in dwellings. It may not choose by whether buildings are lived in: one that is chosen and shows no
/// resident would have a hidden one.
/// </summary>
/// <param name="faults">What is wrong.</param>
internal sealed class ResidentsOrderCheck(FaultCollector faults)
{
    /// <summary>Lived in permanently, empty.</summary>
    private static readonly string[] Codes = ["01", "05"];

    /// <param name="order">The order.</param>
    /// <param name="content">Its groups.</param>
    internal void Check(SectionReader order, IReadOnlyList<ProductGroup> content)
    {
        if (content.Any(group => group.Group == BuildingState.Residents) && order.Value("where", required: false) is { } where)
        {
            CheckCriteria(where);
        }
    }

    private void CheckCriteria(JsonValue value)
    {
        foreach (var member in value.Shape == JsonShape.Object ? value.Members : [])
        {
            IEnumerable<JsonValue> inner = member.Value.Shape == JsonShape.Array ? member.Value.Items : [member.Value];
            foreach (var item in inner)
            {
                if (member.Name == "inUse" && Codes.Contains(item.Text))
                {
                    faults.Add(
                        item.Place,
                        $"the order says who lives in dwellings (group {BuildingState.Residents}), and \"inUse\" {item.Text} chooses by "
                            + "whether they are lived in: together they would show where hidden persons live",
                        "Take the code out, or order the residents apart.");
                }

                CheckCriteria(item);
            }
        }
    }
}
