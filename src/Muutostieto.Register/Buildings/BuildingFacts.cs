using System.Globalization;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Buildings;

/// <summary>What the checks of a building notice look at, read from the building's groups.</summary>
internal sealed class BuildingFacts(RecordView groups)
{
    /// <summary>Use by the classification of 1994; -1 when not given.</summary>
    public int Use { get; } = Class(groups, "937", "kayttotarkoitus");

    /// <summary>Class of 2018; -1 when not given.</summary>
    public int Class2018 { get; } = Class(groups, "938", "rakennusluokka");

    public string UseCode { get; } = Text(groups, "937", "kayttotarkoitus");

    public string Class2018Code { get; } = Text(groups, "938", "rakennusluokka");

    /// <summary>Square metres; null when not given.</summary>
    public int? FloorArea { get; } = Number(groups, "941", "kerrosala");

    /// <summary>Square metres; null when not given.</summary>
    public int? TotalArea { get; } = Number(groups, "942", "kokonaisala");

    /// <summary>Cubic metres; null when not given.</summary>
    public int? Volume { get; } = Number(groups, "943", "tilavuus");

    public int? Storeys { get; } = Number(groups, "944", "kerrosluku");

    public string Facade { get; } = Text(groups, "945", "julkisivumateriaali");

    /// <summary>Method of heating; empty when not given.</summary>
    public string Heating { get; } = Text(groups, "948", "lammitystapa");

    /// <summary>Source of heat; empty when not given.</summary>
    public string Fuel { get; } = Text(groups, "949", "lammitysaine");

    /// <summary>Whether there are dwellings, and how large each is.</summary>
    public IReadOnlyList<int> Dwellings { get; } = DwellingsOf(groups);

    public bool HasEquipment(string name) => Has(name, "varustetieto");

    public bool HasConnection(string name) => Has(name, "verkostoliittymatieto");

    private bool Has(string name, string kind)
    {
        for (var group = 0; group < groups.GroupCount; group++)
        {
            if (groups.Spec(group).Name == $"rakennuksen_{name}_{kind}")
            {
                return groups.Value(group, 0).Length > 0;
            }
        }

        return false;
    }

    private static List<int> DwellingsOf(RecordView groups)
    {
        var areas = new List<int>();
        for (var group = groups.IndexOf(BuildingState.Unit); group >= 0; group = groups.IndexOf(BuildingState.Unit, group + 1))
        {
            if (groups.Text(group, "huoneistotyyppi") == "01")
            {
                areas.Add(Parsed(groups.Text(group, "pinta_ala")) ?? 0);
            }
        }

        return areas;
    }

    private static int Class(RecordView groups, string group, string field) => Parsed(Text(groups, group, field)) ?? -1;

    private static int? Number(RecordView groups, string group, string field) => Parsed(Text(groups, group, field));

    private static int? Parsed(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(RecordView groups, string code, string field) =>
        groups.IndexOf(code) is var group and >= 0 ? groups.Text(group, field) : "";
}
