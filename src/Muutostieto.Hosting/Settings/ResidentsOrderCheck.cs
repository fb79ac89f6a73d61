using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
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

    /// <summary>Of persons: permanent and temporary address, dwelling.</summary>
    private static readonly string[] Homes = ["101", "102", "909"];

    /// <param name="order">The order.</param>
    /// <param name="content">Its groups.</param>
    internal void Check(SectionReader order, IReadOnlyList<ProductGroup> content)
    {
        foreach (var code in content.Any(group => group.Group == BuildingState.Residents) ? CodesOfUse(order) : [])
        {
            faults.Add(
                code.Place,
                $"the order says who lives in dwellings (group {BuildingState.Residents}), and \"inUse\" {code.Text} chooses by whether "
                    + "they are lived in: together they would show where hidden persons live",
                "Take the code out, or leave out the residents. Two orders of one recipient show the same.");
        }
    }

    /// <summary>Where an order says who lives in which dwelling, of all who may be shown; null when it does not.</summary>
    /// <param name="reader">The order's file.</param>
    /// <param name="order">The order.</param>
    internal static JsonPlace? PlaceOfResidents(SectionReader reader, ExtractOrder order) =>
        Names(order, BuildingState.Residents)
        || (order.Target == OrderTarget.Persons && Homes.Any(group => Names(order, group)) && order.Sample is null && order.Exclude is null
            && (reader.Value("where", required: false) is not { } where || IsOfPlaces(where)))
            ? reader.PlaceOf("content")
            : null;

    /// <summary>Where an order says whether dwellings or buildings are lived in, or chooses by that; null when it does not. Beside
    /// residents it is not said.</summary>
    /// <param name="reader">The order's file.</param>
    /// <param name="order">The order.</param>
    internal static JsonPlace? PlaceOfUse(SectionReader reader, ExtractOrder order) =>
        order.Target == OrderTarget.Persons || Names(order, BuildingState.Residents) ? null
        : CodesOfUse(reader).FirstOrDefault() is { } code ? code.Place
        : Names(order, BuildingState.Use, "kayttotila") || Names(order, BuildingState.Unit, "kaytossaolo") ? reader.PlaceOf("content")
        : null;

    private static bool Names(ExtractOrder order, string group, string? field = null) =>
        order.Content.Any(one => one.Group == group && (field is null || one.Fields?.Contains(field) != false));

    /// <summary>Whether criteria take all residents of places.</summary>
    private static bool IsOfPlaces(JsonValue value) =>
        value.Shape != JsonShape.Object
        || value.Members.All(member =>
            TableOrderCheck.Places.Contains(member.Name)
            && (member.Value.Shape == JsonShape.Array ? member.Value.Items : [member.Value]).All(IsOfPlaces));

    private static IEnumerable<JsonValue> CodesOfUse(SectionReader order) =>
        order.Value("where", required: false) is { } where ? CodesOfUse(where) : [];

    private static IEnumerable<JsonValue> CodesOfUse(JsonValue value)
    {
        foreach (var member in value.Shape == JsonShape.Object ? value.Members : [])
        {
            IEnumerable<JsonValue> inner = member.Value.Shape == JsonShape.Array ? member.Value.Items : [member.Value];
            foreach (var item in inner)
            {
                if (member.Name == "inUse" && Codes.Contains(item.Text))
                {
                    yield return item;
                }

                foreach (var code in CodesOfUse(item))
                {
                    yield return code;
                }
            }
        }
    }
}
