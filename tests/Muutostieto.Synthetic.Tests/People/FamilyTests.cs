using System.Text.Json;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.People;

public sealed class FamilyTests
{
    private readonly Dictionary<string, MadePerson> byCode = Populations.Some.ToDictionary(made => made.Code);

    private static IEnumerable<MadePerson> Minors => Populations.Some.Where(made => made.Person.Alive && made.IsMinorOn(Populations.AsOf));

    [Test]
    public void Every_minor_has_a_guardian_and_no_one_else_has()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Minors.Count(), Is.GreaterThan(1500));
            Assert.That(Minors.Where(made => !made.Has("305")), Is.Empty);
            Assert.That(Populations.Some.Where(made => made.Has("305")).Except(Minors), Is.Empty);
        });
    }

    [Test]
    public void A_guardian_is_a_living_adult_of_the_register_or_described_without_a_code()
    {
        foreach (var child in Minors)
        {
            var described = child.All("451").Count();
            foreach (var code in child.All("305").Select(group => MadePerson.Value(group, "hetu")))
            {
                if (code is null)
                {
                    described--;
                }
                else
                {
                    Assert.That(
                        byCode.TryGetValue(code, out var guardian)
                            && guardian.Person.Alive
                            && !guardian.IsMinorOn(Populations.AsOf)
                            && guardian.Born.AddYears(15) <= child.Born);
                }
            }

            Assert.That(described, Is.Zero);
        }
    }

    [Test]
    public void Guardians_and_wards_name_each_other_with_the_same_words()
    {
        var fromChildren = Populations.Some.SelectMany(child =>
            child
                .All("305")
                .Where(group => MadePerson.Value(group, "hetu") is not null)
                .Select(group =>
                    (
                        MadePerson.Value(group, "hetu"),
                        child.Code,
                        MadePerson.Value(group, "laji"),
                        MadePerson.Value(group, "huoltajan_rooli"),
                        MadePerson.Value(group, "alkupv"))));
        var fromGuardians = Populations.Some.SelectMany(guardian =>
            guardian
                .All("905")
                .Select(group =>
                    (
                        (string?)guardian.Code,
                        MadePerson.Value(group, "hetu")!,
                        MadePerson.Value(group, "laji"),
                        MadePerson.Value(group, "huoltajan_rooli"),
                        MadePerson.Value(group, "alkupv"))));

        Assert.That(fromGuardians.Order(), Is.EqualTo(fromChildren.Order()));
    }

    [Test]
    public void Parents_and_children_name_each_other_with_the_same_words()
    {
        var fromChildren = Populations.Some.SelectMany(child =>
            child.All("911").Select(group => (Other(group), child.Code, Words(group))));
        var fromParents = Populations.Some.SelectMany(parent =>
            parent.All("912").Select(group => (parent.Code, Other(group), Words(group))));

        Assert.That(fromParents.Order(), Is.EqualTo(fromChildren.Order()).And.Not.Empty);

        static string Other(JsonElement group) => MadePerson.Value(group, "hetu")!;
        static string Words(JsonElement group) => $"{MadePerson.Value(group, "vanhemman_rooli")} {MadePerson.Value(group, "alkupv")}";
    }

    [Test]
    public void A_minor_has_the_parents_who_are_guardians()
    {
        var wrong = Minors.Count(child =>
            !child.All("911").Select(group => MadePerson.Value(group, "hetu")).Order().SequenceEqual(
                child
                    .All("305")
                    .Where(group => MadePerson.Value(group, "laji") == "1" && MadePerson.Value(group, "huoltajan_rooli") is not null)
                    .Select(group => MadePerson.Value(group, "hetu"))
                    .Where(code => code is not null)
                    .Order()));
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Most_minors_live_with_a_guardian()
    {
        var residents = Minors.Where(made => made.IsResident).ToList();
        var atHome = residents.Count(child =>
            child.All("305").Any(group => MadePerson.Value(group, "hetu") is { } code && Home(byCode[code]) == Home(child)));

        Assert.That(atHome, Is.GreaterThan(residents.Count * 95 / 100));
    }

    [Test]
    public void Mothers_are_women_and_fathers_men()
    {
        var wrong = from child in Minors
                    from custody in child.All("305")
                    let role = MadePerson.Value(custody, "huoltajan_rooli")
                    let code = MadePerson.Value(custody, "hetu")
                    where code is not null && role is not null && role != "6"
                    where byCode[code].Field("003", "sukupuoli") != (role is "1" or "3" ? "1" : "2")
                    select child;

        // Two women may both be adoptive mothers; nothing else may be against the words.
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Spouses_name_each_other_with_one_wedding_day()
    {
        var married = Populations.Some.Where(made => made.Has("904")).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(married, Has.Count.GreaterThan(2000));
            Assert.That(married.Failing(made =>
                byCode[made.Field("904", "hetu")!] is var spouse
                && spouse.Field("904", "hetu") == made.Code
                && spouse.Field("904", "alkupv") == made.Field("904", "alkupv")
                && spouse.Field("903", "siviilisaaty") == made.Field("903", "siviilisaaty")
                && Home(spouse) == Home(made)), Is.Zero);
        });
    }

    [Test]
    public void Guardians_and_attorneys_of_adults_are_adults_of_the_register()
    {
        var codes = Populations.Some.SelectMany(made =>
            made.All("307").Concat(made.All("317")).Select(group => (made.Code, Other: MadePerson.Value(group, "hetu"))));

        Assert.That(codes.Where(pair => pair.Other is { } other && (other == pair.Code || !byCode.ContainsKey(other))), Is.Empty);
    }

    private static string Home(MadePerson made) => made.Person.Municipality == "200"
        ? made.All("104").First().GetRawText().Split("\"alkupv\"")[0]
        : made.All("909").First().GetRawText().Split("\"alkupv\"")[0];
}
