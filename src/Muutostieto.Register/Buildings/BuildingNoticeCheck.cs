using Muutostieto.Records.Model;

namespace Muutostieto.Register.Buildings;

/// <summary>
/// The checks that the Population Register Centre made of building notices, by their ids. Most are about buildings completed as new: of an
/// old one measures may be missing.
/// </summary>
internal sealed class BuildingNoticeCheck
{
    private static readonly int[] BulkyUses = [162, 163, 169, 611, 613, 699, 712, 719, 722];

    private static readonly int[] BulkyClasses =
    [
        310, 319, 511, 512, 513, 514, 590, 911, 912, 919, 930, 939, 1010, 1011, 1019, 1090, 1091, 1110, 1120, 1130, 1210, 1211, 1212, 1213,
        1214, 1215,
    ];

    private static readonly int[] OpenUses = [162, 163, 169, 611, 613, 712, 719, 722, 941];

    private static readonly (string Id, Func<BuildingFacts, bool> Fails)[] OfAll =
    [
        ("CR343", b => b.Heating == "3" && b.Fuel != "04"),
        ("CR341", b => b.Heating == "3" && !b.HasConnection("sahko")),
        ("CR342", b => b.Fuel == "04" && !b.HasConnection("sahko")),
        ("CR328", b => new[] { "viemari", "vesijohto" }.Any(name => b.HasConnection(name) && !b.HasEquipment(name))),
        ("CR312", b => b.Use is 111 or 691 && b.Storeys is not null and not 1),
        ("CR333", b => b.Volume is 0 || b.TotalArea is 0 || b.Storeys is 0 || (b.FloorArea is 0 && !OpenUses.Contains(b.Use))),
    ];

    private static readonly (string Id, Func<BuildingFacts, bool> Fails)[] OfNew =
    [
        ("CR335", b => b.Heating is not ("" or "5") && b.Fuel.Length == 0),
        ("CR336", b => b.Heating == "5" && b.Fuel.Length > 0),
        ("CR324", b => b.Fuel == "04" && !b.HasEquipment("sahko")),
        ("CR328", b => b.HasConnection("sahko") && !b.HasEquipment("sahko")),
        ("CR326", b => b.TotalArea < b.FloorArea),
        ("CR322", b => b.TotalArea < b.Dwellings.Sum()),
        ("CR313", b => b.Volume < 1.5 * b.FloorArea),
        ("BR407", b => !IsBulky(b) && b.Volume < 1.5 * b.TotalArea),
        ("BR113", b => (b.Use is 11 or 12 or 13 or 21 or 22 || b.Class2018 is >= 110 and <= 119) && b.Storeys > 3),
        ("CR312", b => b.Use is 111 or 691 && b.Storeys is null),
        ("CR314", b => IsResidential(b) && b.Heating is not ("1" or "2" or "3" or "4")),
        ("CR315", b => (b.Use == 11 || b.Class2018 == 110) && b.Dwellings.Count != 1),
        ("CR316", b => (b.Use == 12 || b.Class2018 == 111) && b.Dwellings.Count != 2),
        ("CR317", b => (b.Use is >= 13 and <= 39 || b.Class2018 is >= 112 and <= 121) && b.Dwellings.Count < 3),
        ("CR319", b => (b.Use is >= 32 and <= 39 || b.Class2018 is 120 or 121) && !(b.Storeys >= 2)),
        ("CR340", b => IsResidential(b) && !(b.FloorArea >= 7)),
        ("CR333", b => b.Volume is null || b.TotalArea is null || b.Storeys is null || (b.FloorArea is null && !OpenUses.Contains(b.Use))),
        ("CR330", b => !IsBulky(b) && b.FloorArea > 0 && b.Storeys > 0 && (long?)b.Volume * b.Storeys > 150L * b.FloorArea),
        ("BR319", b => !(b.Use >= 730 || b.Class2018 >= 1400) && (b.Facade.Length == 0 || b.Heating.Length == 0)),
    ];

    private readonly IReadOnlyDictionary<(string Classification, string Code), int> largest = BuildingClasses.ReadLargestVolumes();

    /// <summary>The ids of all checks, in order.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. OfAll.Concat(OfNew).Select(check => check.Id).Append("CR327").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The ids of the checks that a building does not pass, in order, each once; empty when it passes all.</summary>
    /// <param name="groups">Its groups in force.</param>
    /// <param name="isNew">Whether it is completed as new.</param>
    public IReadOnlyList<string> Run(RecordView groups, bool isNew)
    {
        var facts = new BuildingFacts(groups);
        var failed = OfAll.Concat(isNew ? OfNew : []).Where(check => check.Fails(facts)).Select(check => check.Id);
        return [.. (isNew && IsTooLarge(facts) ? failed.Append("CR327") : failed).Distinct().Order(StringComparer.Ordinal)];
    }

    private bool IsTooLarge(BuildingFacts facts) =>
        facts.Volume > largest.GetValueOrDefault(("1994", facts.UseCode), int.MaxValue)
        || facts.Volume > largest.GetValueOrDefault(("2018", facts.Class2018Code), int.MaxValue);

    private static bool IsResidential(BuildingFacts facts) => facts.Use is >= 11 and <= 39 || facts.Class2018 is >= 100 and <= 199;

    /// <summary>Halls, stores, roofs: their volume does not follow from their area.</summary>
    private static bool IsBulky(BuildingFacts facts) =>
        facts.Use > 799 || BulkyUses.Contains(facts.Use) || facts.Class2018 >= 1400 || BulkyClasses.Contains(facts.Class2018);
}
