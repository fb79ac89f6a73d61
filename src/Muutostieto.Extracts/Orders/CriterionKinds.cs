using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// The criteria of persons that there are, beside <c>all</c>, <c>any</c> and <c>not</c>. A closed list: an order has no others. Those of
/// buildings: <see cref="BuildingCriterionKinds"/>.
/// </summary>
public static partial class CriterionKinds
{
    /// <summary>The keys that combine criteria.</summary>
    public static IReadOnlyList<string> Combinations { get; } = [AllCriterion.Key, AnyCriterion.Key, NotCriterion.Key];

    public static IReadOnlyList<CriterionKind> All { get; } =
    [
        new(AgeCriterion.Key, BirthDays.Group, BirthDays.Field, (int? from, int? to) => new AgeCriterion(from, to)),
        new(BornCriterion.Key, BirthDays.Group, BirthDays.Field, (DateOnly? from, DateOnly? to) => new BornCriterion(from, to)),
        new(
            SexCriterion.Key, SexCriterion.Group, SexCriterion.Field, Digit(), "1 (male) or 2 (female)",
            codes => new SexCriterion(codes)),
        new(
            MotherTongueCriterion.Key, MotherTongueCriterion.Group, MotherTongueCriterion.Field, Language(),
            "two small letters or digits, as fi, sv, se or 98", codes => new MotherTongueCriterion(codes)),
        new(
            CitizenshipCriterion.Key, CitizenshipCriterion.Group, CitizenshipCriterion.Field, ThreeDigits(),
            "three digits of ISO 3166-1, as 246 for Finland", codes => new CitizenshipCriterion(codes)),
        new(
            MunicipalityCriterion.Key, MunicipalityCriterion.Group, MunicipalityCriterion.Field, ThreeDigits(),
            "three digits, see reference/municipalities.json", codes => new MunicipalityCriterion(codes)),
        new(
            PostalCodeCriterion.Key, PostalCodeCriterion.Group, PostalCodeCriterion.Field, FiveDigits(), "five digits",
            codes => new PostalCodeCriterion(codes)),
        new(
            MaritalStatusCriterion.Key, MaritalStatusCriterion.Group, MaritalStatusCriterion.Field, Digit(), "one digit, see group 903",
            codes => new MaritalStatusCriterion(codes)),
        new(
            MovedInCriterion.Key, MunicipalityCriterion.Group, MovedInCriterion.Field,
            (DateOnly? from, DateOnly? to) => new MovedInCriterion(from, to)),
        new(DiedCriterion.Key, DeathDays.Group, DeathDays.Field, (DateOnly? from, DateOnly? to) => new DiedCriterion(from, to)),
    ];

    /// <summary>The criteria that an order may have whose rows are these.</summary>
    public static IReadOnlyList<CriterionKind> Of(OrderTarget target) => target == OrderTarget.Persons ? All : BuildingCriterionKinds.All;

    /// <summary>Null when there is none of this name for a target.</summary>
    public static CriterionKind? Find(string name, OrderTarget target) => Of(target).FirstOrDefault(kind => kind.Name == name);

    /// <summary>Null when there is none of this name.</summary>
    public static CriterionKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    [GeneratedRegex(@"^[0-9]\z")]
    private static partial Regex Digit();

    [GeneratedRegex(@"^[a-z0-9]{2}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"^[0-9]{3}\z")]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex FiveDigits();
}
