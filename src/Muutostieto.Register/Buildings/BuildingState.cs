using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Buildings;

/// <summary>The groups in force of one building, owners included, and what a record does to them.</summary>
public sealed class BuildingState
{
    /// <summary>Building codes and their validity.</summary>
    public const string Codes = "931";

    /// <summary>Municipality of location.</summary>
    public const string Location = "932";

    /// <summary>An address.</summary>
    public const string Address = "936";

    /// <summary>State of use.</summary>
    public const string Use = "939";

    /// <summary>A dwelling or another unit.</summary>
    public const string Unit = "968";

    /// <summary>The field of <see cref="Unit"/> that has the permanent id.</summary>
    public const string UnitId = "huoneistotunnus";

    /// <summary>An owner.</summary>
    public const string Owner = "969";

    /// <summary>Who lives in a dwelling; put together when data are delivered.</summary>
    public const string Residents = "970";

    /// <summary>Contact data of an owner; put together when data are delivered.</summary>
    public const string Contacts = "971";

    /// <summary>The type of units in which people live; others are business premises.</summary>
    public const string DwellingType = "01";

    private const string InForce = "1";

    /// <summary>Demolished for a new building or another reason, destroyed.</summary>
    private static readonly string[] Gone = ["06", "07", "08"];

    private static readonly string[] NoUnits =
        ["YHDISTETTY_TOISEEN_ASUNTOON_TAI_JAETTU_KAHDEKSI_TAI_USEAMMAKSI_ASUNNOKSI", "HUONEISTO_POISTETTU"];

    private readonly PersonState state;

    /// <param name="groups">What is in force; changed by <see cref="Apply"/>.</param>
    public BuildingState(Record groups) => (Groups, state) = (groups, new PersonState(groups));

    /// <summary>Building code, and groups in the order of their codes. Read it; <see cref="Apply"/> alone changes it.</summary>
    public Record Groups { get; }

    /// <summary>The building code in force.</summary>
    public string Code => Groups.Text(HeaderField.IdentityCode);

    /// <summary>All other codes that the building has had.</summary>
    public IReadOnlyList<string> FormerCodes =>
        [.. Of(Codes).Select(group => Groups.Text(group, "tunnus")).Where(code => code.Length > 0 && code != Code)];

    /// <summary>Three digits; empty when unknown.</summary>
    public string Municipality => Of(Location).Select(group => Groups.Text(group, "kuntakoodi")).FirstOrDefault("");

    /// <summary>False once it is demolished or destroyed.</summary>
    public bool Stands => !Of(Use).Any(group => IsGone(Groups.Text(group, "kayttotila")));

    /// <summary>The dwellings and other units that exist.</summary>
    /// <exception cref="FormatException">A place is malformed.</exception>
    public IReadOnlyList<NewDwelling> Dwellings =>
    [
        .. Of(Unit)
            .Where(group => !NoUnits.Contains(Groups.Text(group, "kaytossaolo")))
            .Select(group => new NewDwelling(Groups.Text(group, UnitId), DwellingPlace.OfUnit(Groups, group))),
    ];

    /// <summary>Whether a code of the state of use says that a building was demolished or destroyed.</summary>
    public static bool IsGone(string use) => Gone.Contains(use);

    /// <summary>Changes the state by one record; a code that is no more in force gives way to the one that is.</summary>
    public void Apply(Record record)
    {
        state.Apply(record);
        foreach (var group in Of(Codes))
        {
            if (Groups.Text(group, "voimassaolo") == InForce && Groups.Text(group, "tunnus") is { Length: > 0 } code)
            {
                Groups.Set(HeaderField.IdentityCode, code);
                return;
            }
        }
    }

    /// <summary>The groups of a code.</summary>
    public IEnumerable<int> Of(string code)
    {
        for (var group = Groups.IndexOf(code); group >= 0; group = Groups.IndexOf(code, group + 1))
        {
            yield return group;
        }
    }
}
