using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>What is made from other facts: post towns, and the municipality that keeps a resident's records.</summary>
public sealed class DerivedGroupsTests
{
    private const string KeptBy = "VAESTOKIRJANPITOKUNTA";

    [TestCase("00100", "HELSINKI", "HELSINGFORS")]
    [TestCase("100", "HELSINKI", "HELSINGFORS")]
    [TestCase("87100", "KAJAANI", "KAJAANI")]
    public void A_postal_code_has_its_town_in_both_languages(string code, string finnish, string swedish)
    {
        var address = new Said().With("101", ("katu_fi", "Tie"), ("postinumero", code)).Base().Group("VAKINAINEN_KOTIMAINEN_OSOITE");

        Assert.That(address.GetProperty("postitoimipaikka").GetProperty("fi").GetString(), Is.EqualTo(finnish));
        Assert.That(address.GetProperty("postitoimipaikka").GetProperty("sv").GetString(), Is.EqualTo(swedish));
    }

    [TestCase("")]
    [TestCase("99998")]
    public void An_unknown_postal_code_has_no_town(string code)
    {
        var address = new Said().With("103", ("osoite_fi", "PL 1"), ("postinumero", code)).Base().Group("KOTIMAINEN_POSTIOSOITE");
        Assert.That(address.TryGetProperty("postitoimipaikka", out _), Is.False);
    }

    [Test]
    public void The_records_of_a_resident_are_kept_where_the_person_lives()
    {
        var group = new Said().With("204", ("kuntanumero", "205"), ("muuttopv", "20200501")).Base().Group(KeptBy);
        Assert.That(group.GetProperty("kuntakoodi").GetString(), Is.EqualTo("205"));
        Assert.That(group.GetProperty("kuntaanMuuttopv").GetProperty("arvo").GetString(), Is.EqualTo("2020-05-01"));
    }

    [TestCase("198")]
    [TestCase("199")]
    [TestCase("200")]
    public void Who_lives_in_no_municipality_has_none(string number) =>
        Assert.That(new Said().With("204", ("kuntanumero", number)).Base().Sequence(), Is.EqualTo(new[] { "KOTIKUNTA" }));

    [TestCase("305")]
    [TestCase("905")]
    public void What_has_no_name_for_a_code_is_not_under_another_name_that_leaves_the_code_out(string relation)
    {
        var said = new Said().With(relation, ("hetu", "020280-9006"), ("laji", "3"), ("alkupv", "20200101"));

        Assert.That(said.Base().Groups(), Is.Empty);
        Assert.That(said.Unnamed, Is.EqualTo(1));
    }

    [Test]
    public void A_move_changes_both()
    {
        var change = Resident().Change(("204", '1', [("kuntanumero", "290"), ("muuttopv", "20260601")]));
        Assert.That(change.Sequence(), Is.EqualTo(new[] { "KOTIKUNTA LISATTY", $"{KeptBy} MUUTETTU" }));
    }

    [Test]
    public void A_move_abroad_deletes_it_and_says_no_foreign_number()
    {
        var change = Resident().Change(("204", '1', [("kuntanumero", "200"), ("muuttopv", "20260601")]));
        Assert.That(change.Sequence(), Is.EqualTo(new[] { "KOTIKUNTA LISATTY", $"{KeptBy} POISTETTU" }));
        Assert.That(change.Group(KeptBy).TryGetProperty("kuntakoodi", out _), Is.False);
        Assert.That(change.Group(KeptBy).GetProperty("voimassaolevatTiedot").GetArrayLength(), Is.Zero);
        ClientRules.Check(change, isChange: true);
    }

    [Test]
    public void A_correction_between_a_municipality_and_none_adds_or_deletes()
    {
        var toNone = Resident().Change(("204", '5', [("kuntanumero", "205")]), ("204", '6', [("kuntanumero", "199")]));
        var fromNone = new Said().With("204", ("kuntanumero", "199"))
            .Change(("204", '5', [("kuntanumero", "199")]), ("204", '6', [("kuntanumero", "205")]));
        var between = Resident().Change(("204", '5', [("kuntanumero", "205")]), ("204", '6', [("kuntanumero", "290")]));

        Assert.That(toNone.Sequence().Skip(2), Is.EqualTo(new[] { $"{KeptBy} POISTETTU" }));
        Assert.That(fromNone.Sequence().Skip(2), Is.EqualTo(new[] { $"{KeptBy} MUUTETTU" }));
        Assert.That(between.Sequence().Skip(2), Is.EqualTo(new[] { $"{KeptBy} KORJATTAVA", $"{KeptBy} KORJATTU" }));
        foreach (var change in new[] { toNone, fromNone, between })
        {
            ClientRules.Check(change, isChange: true);
        }
    }

    [Test]
    public void A_person_in_full_has_what_there_is()
    {
        Assert.That(Resident().Full().Sequence(), Is.EqualTo(new[] { "KOTIKUNTA LISATTY", $"{KeptBy} LISATTY" }));
        Assert.That(new Said().With("204", ("kuntanumero", "200")).Full().Sequence(), Is.EqualTo(new[] { "KOTIKUNTA LISATTY" }));
    }

    [Test]
    public void Leaving_says_the_municipality_alone() =>
        Assert.That(Resident().Leaving().Sequence(), Is.EqualTo(new[] { "KOTIKUNTA MUUTETTU" }));

    [Test]
    public void An_order_hides_both_where_it_hides_the_municipality()
    {
        var said = new Said(NonDisclosureRight.OrderOnly).With("204", ("kuntanumero", "205"), ("muuttopv", "20200501"));
        var set = said.Change(("015", (char)ChangeAttribute.Added, [("paattymispv", "20301231")]));
        var @base = new Said(NonDisclosureRight.OrderOnly)
            .With("015", ("paattymispv", "20301231"))
            .With("204", ("kuntanumero", "205"))
            .Base();

        foreach (var group in new[] { set.Group(KeptBy), @base.Group(KeptBy) })
        {
            Assert.That(Names(group), Is.EqualTo(new[] { "kuntakoodi", "kuntaanMuuttopv" }));
            Assert.That(group.TryGetProperty("kuntakoodi", out _), Is.False);
        }

        Assert.That(set.GetRawText() + @base.GetRawText(), Does.Not.Contain("205"));
        ClientRules.Check(set, isChange: true);
        ClientRules.Check(@base, isChange: false);
    }

    private static Said Resident() => new Said().With("204", ("kuntanumero", "205"), ("muuttopv", "20200501"));

    private static IEnumerable<string?> Names(JsonElement group) =>
        group.GetProperty("turvakiellonAlaisetKentat").EnumerateArray().Select(name => name.GetString());
}
