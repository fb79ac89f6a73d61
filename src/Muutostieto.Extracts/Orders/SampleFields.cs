using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Orders;

/// <summary>What a sample looks at of those who fit: the parts that it is divided into show in its persons.</summary>
public static class SampleFields
{
    /// <summary>The group of the dwelling in which a person lives.</summary>
    public const string Household = "909";

    /// <summary>The fields that name a dwelling.</summary>
    public static IReadOnlyList<string> OfHousehold { get; } =
        ["huoneistonumero", "jakokirjain", "osoitenumero", "porraskirjain", "rakennustunnus"];

    /// <summary>The group and the field by which a sample is divided; null: it is not divided.</summary>
    /// <param name="strata">Of the sample.</param>
    /// <param name="target">What the rows of its order are; of buildings and dwellings there is the municipality alone.</param>
    public static (string Group, string Field)? OfStrata(SampleStrata strata, OrderTarget target) => strata switch
    {
        SampleStrata.Municipality when target != OrderTarget.Persons => (LocationCriterion.Group, LocationCriterion.Field),
        SampleStrata.Municipality => (MunicipalityCriterion.Group, MunicipalityCriterion.Field),
        SampleStrata.Sex => (SexCriterion.Group, SexCriterion.Field),
        SampleStrata.AgeGroup => (BirthDays.Group, BirthDays.Field),
        _ => null,
    };
}
