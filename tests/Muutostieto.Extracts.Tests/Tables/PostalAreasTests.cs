using FsCheck;
using FsCheck.Fluent;
using Muutostieto.Extracts.Tables;

namespace Muutostieto.Extracts.Tests.Tables;

/// <summary>Which postal-code areas are merged.</summary>
public sealed class PostalAreasTests
{
    [Test]
    public void An_area_that_is_large_enough_stays_as_it_is() =>
        Assert.That(Merged((205, 87100, 200), (205, 87200, 300)), Is.EqualTo(new[] { "205: 87100 = 200", "205: 87200 = 300" }));

    [Test]
    public void A_small_area_takes_the_next_code_of_its_municipality() => Assert.That(
        Merged((205, 87100, 150), (205, 87200, 30), (205, 87300, 40), (205, 87400, 500)),
        Is.EqualTo(new[] { "205: 87100 87200 87300 = 220", "205: 87400 = 500" }));

    [Test]
    public void The_last_small_area_of_a_municipality_goes_to_the_one_before_it() => Assert.That(
        Merged((205, 87100, 900), (205, 87200, 10), (290, 87250, 400)),
        Is.EqualTo(new[] { "205: 87100 87200 = 910", "290: 87250 = 400" }));

    [Test]
    public void A_municipality_that_is_small_as_a_whole_goes_to_the_nearest_code_of_two_the_lower() => Assert.That(
        Merged((205, 87100, 900), (290, 88900, 100), (697, 88400, 50), (765, 88600, 400), (777, 89200, 300)),
        Is.EqualTo(new[] { "205: 87100 = 900", "290 697 765: 88400 88600 88900 = 550", "777: 89200 = 300" }));

    [Test]
    public void A_code_in_two_municipalities_is_an_area_of_each() => Assert.That(
        Merged((205, 87100, 250), (290, 87100, 260)), Is.EqualTo(new[] { "205: 87100 = 250", "290: 87100 = 260" }));

    [Test]
    public void Too_few_altogether_are_no_area() => Assert.That(Merged((205, 87100, 100), (290, 88900, 99)), Is.Empty);

    [SeededProperty(MaxTest = 300)]
    public Property No_area_is_small_and_no_one_is_lost_or_counted_twice() => Prop.ForAll(
        Gen.Choose(1, 4).SelectMany(municipality => Gen.Choose(1, 40).SelectMany(code => Gen.Choose(0, 400)
            .Select(persons => (Municipality: municipality, Code: code, Persons: persons)))).ListOf().ToArbitrary(),
        drawn =>
        {
            var areas = drawn.DistinctBy(area => (area.Municipality, area.Code)).ToArray();
            var merged = PostalAreas.Merge(areas.Select(Area), 200);
            var all = areas.Sum(area => area.Persons);
            return merged.All(area => area.Persons >= 200 && area.Cells.Sum() == area.Persons)
                && merged.Sum(area => area.Persons) == (all >= 200 ? all : 0)
                && (all < 200 || merged.SelectMany(area => area.Codes).Order().Distinct()
                    .SequenceEqual(areas.Select(area => area.Code).Order().Distinct()));
        });

    private static string[] Merged(params (int Municipality, int Code, int Persons)[] areas) =>
    [
        .. PostalAreas.Merge(areas.Reverse().Select(Area), 200).Select(area =>
            $"{string.Join(' ', area.Municipalities)}: {string.Join(' ', area.Codes)} = {area.Persons}"),
    ];

    private static PostalArea Area((int Municipality, int Code, int Persons) of)
    {
        var area = new PostalArea(of.Municipality, of.Code, 2);
        for (var person = 0; person < of.Persons; person++)
        {
            area.Add(person % 2);
        }

        return area;
    }
}
