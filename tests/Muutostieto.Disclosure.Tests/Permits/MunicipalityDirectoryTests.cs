using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Disclosure.Tests.Permits;

public sealed class MunicipalityDirectoryTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);

    private static readonly MunicipalityDirectory Directory = new(
        [new("290", "Kuhmo", "Kuhmo", "20"), new("205", "Kajaani", "Kajana", "20"), new("091", "Helsinki", "Helsingfors", "90")],
        [new("20", "Kainuu", "Kajanaland"), new("90", "Helsinki", "Helsingfors"), new("91", "Ahvenanmaa", "Åland")],
        [new("785", "205", Day), new("940", "785", Day), new("001", "002", Day), new("002", "001", Day)]);

    [Test]
    public void A_county_resolves_to_its_municipalities_in_order() =>
        Assert.That(new CountyArea("20").Resolve(Directory, new DateOnly(2026, 1, 5)), Is.EqualTo(new[] { "205", "290" }));

    [Test]
    public void A_list_resolves_to_itself_in_order_and_once() =>
        Assert.That(
            new MunicipalityArea(["290", "091", "290"]).Resolve(Directory, new DateOnly(2026, 1, 5)),
            Is.EqualTo(new[] { "091", "290" }));

    [Test]
    public void A_county_ever_had_what_was_merged_into_it_and_a_list_only_what_it_names()
    {
        var today = new DateOnly(2026, 1, 5);
        Assert.That(new CountyArea("20").ResolveEver(Directory, today), Is.EqualTo(new[] { "205", "290", "785", "940" }));
        Assert.That(new MunicipalityArea(["205"]).ResolveEver(Directory, today), Is.EqualTo(new[] { "205" }));
    }

    [Test]
    public void What_is_listed_beside_its_merger_counts_by_both_codes_after_it_where_it_was()
    {
        var directory = new MunicipalityDirectory(
            [new("765", "Sotkamo", "Sotkamo", "20"), new("697", "Ristijärvi", "Ristijärvi", "20"), new("205", "Kajaani", "Kajana", "20"),
                new("921", "Vesanto", "Vesanto", "11")],
            [new("20", "Kainuu", "Kajanaland"), new("11", "Pohjois-Savo", "Norra Savolax")],
            [new("697", "205", Day), new("921", "205", Day)]);
        Assert.That(new CountyArea("20").ResolveEver(directory, Day), Is.EqualTo(new[] { "205", "697", "765" }));
        Assert.That(new MunicipalityArea(["697", "205"]).ResolveEver(directory, Day), Is.EqualTo(new[] { "205", "697" }));
        Assert.That(new MunicipalityArea(["205"]).ResolveEver(directory, Day), Is.EqualTo(new[] { "205" }));
    }

    [Test]
    public void An_area_that_resolves_to_nothing_or_to_the_unknown_is_refused()
    {
        foreach (
            var area in new ResidenceArea[] { new CountyArea("91"), new CountyArea("99"), new MunicipalityArea(["205", "999"]) })
        {
            Assert.That(
                Assert.Throws<MuutostietoException>(() => area.Resolve(Directory, new DateOnly(2026, 1, 5)))!.Kind,
                Is.EqualTo(FailureKind.Usage));
        }
    }

    [Test]
    public void A_successor_is_found_through_later_mergers_and_a_circle_ends()
    {
        Assert.That(Directory.SuccessorOf("940")!.Code, Is.EqualTo("205"));
        Assert.That(Directory.SuccessorOf("001"), Is.Null);
        Assert.That(Directory.SuccessorOf("205"), Is.Null);
    }
}
