using System.Text.RegularExpressions;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Orders;

/// <summary>The criteria of buildings that there are, beside those that combine others. A closed list.</summary>
internal static partial class BuildingCriterionKinds
{
    private const int MostStoreys = 99;
    private const int LargestArea = 9_999_999;
    private const string Upper = "a code of reference/building-classes.csv, or the digits of an upper level, two at least";

    internal static IReadOnlyList<CriterionKind> All { get; } =
    [
        Class("use1994", "1994", "937", "kayttotarkoitus", ThreeDigits()),
        Class("use2018", "2018", "938", "rakennusluokka", FourDigits()),
        new(
            CompletedCriterion.Key, CompletedCriterion.Group, CompletedCriterion.Field,
            (DateOnly? from, DateOnly? to) => new CompletedCriterion(from, to)),
        Number("floorArea", "941", "kerrosala", LargestArea),
        Number("storeys", "944", "kerrosluku", MostStoreys),
        Codes("heating", "948", "lammitystapa", Digit(), "one digit, see group 948"),
        Codes("fuel", "949", "lammitysaine", TwoDigits(), "two digits, see group 949"),
        new(
            EquipmentCriterion.Key, "", "", Name(), "the name of a piece of equipment",
            codes => new EquipmentCriterion(codes))
        {
            Known = [.. EquipmentCriterion.GroupOf.Keys],
        },
        new(
            InUseCriterion.Key, InUseCriterion.Group, InUseCriterion.Field, TwoDigits(), "two digits, see group 939",
            codes => new InUseCriterion(codes)),
        new(
            LocationCriterion.Key, LocationCriterion.Group, LocationCriterion.Field, Municipality(),
            "three digits, see reference/municipalities.json", codes => new LocationCriterion(codes)),
        Codes("postalCode", "935", "postinumero", FiveDigits(), "five digits", width: 5),
        new(
            WithinCriterion.Key, WithinCriterion.Group, (IReadOnlyList<string>)[WithinCriterion.North, WithinCriterion.East],
            box => new WithinCriterion(box)),
    ];

    private static CriterionKind Class(string name, string classification, string group, string field, Regex pattern) =>
        new(name, group, field, pattern, Upper, codes => new ClassCriterion(name, group, field, codes))
        {
            Known = BuildingClasses.ReadLevels(classification),
        };

    private static CriterionKind Number(string name, string group, string field, int greatest) =>
        new(name, group, field, greatest, (from, to) => new NumbersCriterion(name, group, field, from, to));

    private static CriterionKind Codes(string name, string group, string field, Regex pattern, string expected, int width = 0) =>
        new(name, group, field, pattern, expected, codes => new BuildingCodesCriterion(name, group, field, codes, width));

    [GeneratedRegex(@"^[0-9]\z")]
    private static partial Regex Digit();

    [GeneratedRegex(@"^[0-9]{2}\z")]
    private static partial Regex TwoDigits();

    [GeneratedRegex(@"^[0-9]{3}\z")]
    private static partial Regex Municipality();

    [GeneratedRegex(@"^[0-9]{2,3}\z")]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"^[0-9]{2,4}\z")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex FiveDigits();

    [GeneratedRegex(@"^[a-z_]{1,32}\z")]
    private static partial Regex Name();
}
