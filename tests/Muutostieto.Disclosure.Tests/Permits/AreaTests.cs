using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Disclosure.Tests.Permits;

public sealed class AreaTests
{
    [Test]
    public void An_area_of_no_municipality_cannot_be_made() => Assert.That(() => new MunicipalityArea([]), Throws.ArgumentException);

    [Test]
    public void No_area_but_the_list_is_a_list_and_every_area_is_of_a_known_kind()
    {
        var kinds = typeof(Area).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Area)) && !type.IsAbstract);
        Assert.Multiple(() =>
        {
            Area[] areas = [new CountyArea("20"), new MunicipalityArea(["205"]), new CountryArea(), new ListArea()];
            Assert.That(kinds, Is.EquivalentTo(areas.Select(area => area.GetType())));
            Assert.That(areas.Select(area => area.IsList), Is.EqualTo(new[] { false, false, false, true }));
            Assert.That(typeof(Area).GetConstructors(), Is.Empty, "no other project can add a kind");
        });
    }
}
