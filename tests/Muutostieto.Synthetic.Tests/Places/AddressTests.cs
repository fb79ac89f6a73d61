using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Reference;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Places;

public sealed class AddressTests
{
    private static IEnumerable<MadePerson> Residents => Populations.Some.Where(made => made.IsResident);

    [Test]
    public void A_postal_code_belongs_to_the_municipality()
    {
        var codes = ReferenceTable.Rows("postal-codes").ToLookup(row => row[1], row => row[0]);

        Assert.That(Residents.Failing(made => codes[made.Person.Municipality].Contains(made.Field("101", "postinumero"))), Is.Zero);
    }

    [Test]
    public void A_street_has_names_in_the_languages_of_its_municipality()
    {
        var languages = new ReferenceData().Municipalities.ToDictionary(
            municipality => municipality.Code,
            municipality => municipality.Languages);

        Assert.Multiple(() =>
        {
            Assert.That(Residents.Failing(made => languages[made.Person.Municipality] switch
            {
                LanguageRelation.Finnish => (Finnish(made), Swedish(made)) is (not null, null),
                LanguageRelation.Swedish => (Finnish(made), Swedish(made)) is (null, not null),
                _ => Swedish(made) is not null,
            }), Is.Zero);
            Assert.That(Residents.Any(made => languages[made.Person.Municipality] == LanguageRelation.Bilingual && Finnish(made) is null));
        });
    }

    [Test]
    public void One_street_number_is_one_building_and_one_dwelling_one_household_s()
    {
        var buildings = Residents
            .Select(made =>
                (
                    Building: made.Field("909", "rakennustunnus")!,
                    Address: (
                        made.Person.Municipality,
                        Finnish(made),
                        Swedish(made),
                        made.Field("101", "katunumero"),
                        made.Field("101", "postinumero"))))
            .Distinct()
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(buildings.Select(pair => pair.Building), Is.Unique);
            Assert.That(buildings.Select(pair => pair.Address), Is.Unique);
            Assert.That(buildings.Where(pair => !BuildingCode.TryParse(pair.Building, out var code) || !code.IsArtificial), Is.Empty);
            Assert.That(
                Residents.Failing(made =>
                    made.Field("101", "huoneistonumero") == made.Field("909", "huoneistonumero")
                    && made.Field("101", "porraskirjain") == made.Field("909", "porraskirjain")),
                Is.Zero);
        });
    }

    [Test]
    public void House_numbers_of_all_shapes_occur()
    {
        var numbers = Residents.Select(made => made.Field("101", "katunumero")!).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(numbers, Has.Some.Match("^[0-9]+$"));
            Assert.That(numbers, Has.Some.Match("^[0-9]+-[0-9]+$"));
            Assert.That(numbers, Has.Some.Match("^[0-9]+a-[0-9]+b$"));
            Assert.That(numbers, Has.Some.Match("^[0-9]+b$"));
        });
    }

    private static string? Finnish(MadePerson made) => made.Field("101", "katu_fi");

    private static string? Swedish(MadePerson made) => made.Field("101", "katu_sv");
}
