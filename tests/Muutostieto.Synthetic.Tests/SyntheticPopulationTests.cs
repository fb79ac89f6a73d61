using System.Security.Cryptography;
using Muutostieto.Records;
using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests;

public sealed class SyntheticPopulationTests
{
    [Test]
    public void The_same_seed_gives_the_same_bytes()
    {
        var first = Hash(Populations.Of(Populations.Mixed, 2000, 5));
        var second = Hash(Populations.Of(Populations.Mixed, 2000, 5));

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void One_population_can_be_enumerated_again_with_the_same_bytes()
    {
        var population = Populations.Of(Populations.Kainuu, 1500, 5);
        var first = Hash(population);
        var second = Hash(population);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void The_order_in_which_municipalities_are_named_does_not_matter() =>
        Assert.That(
            Hash(Populations.Of([.. Populations.Mixed.Reverse(), "205"], 1500, 5)),
            Is.EqualTo(Hash(Populations.Of(Populations.Mixed, 1500, 5))));

    [Test]
    public void Another_seed_gives_other_persons() =>
        Assert.That(Hash(Populations.Of(Populations.Mixed, 500, 5)), Is.Not.EqualTo(Hash(Populations.Of(Populations.Mixed, 500, 6))));

    [Test]
    public void The_whole_of_Kainuu_has_as_many_residents_as_there_are_and_no_two_share_a_code()
    {
        var residents = Populations.Kainuu.ToDictionary(code => code, _ => 0);
        var population = Populations.Of(Populations.Kainuu, null, 1);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var shared = 0;
        foreach (var person in population.Create())
        {
            foreach (var code in person.FormerCodes.Prepend(person.IdentityCode))
            {
                shared += codes.Add(code) ? 0 : 1;
            }

            if (person.Alive && person.Municipality != "200")
            {
                residents[person.Municipality]++;
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(shared, Is.Zero);
            Assert.That(residents, Is.EquivalentTo(population.Residents));
            Assert.That(residents.Values.Sum(), Is.EqualTo(69_193));
            Assert.That(population.Living, Is.EqualTo(69_193));
        });
    }

    [Test]
    public void A_number_of_persons_is_shared_out_exactly()
    {
        var residents = Populations.Some.Where(made => made.IsResident).CountBy(made => made.Person.Municipality).ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(residents.Values.Sum(), Is.EqualTo(12_000));
            Assert.That(residents, Is.EquivalentTo(Populations.Of(Populations.Mixed, 12_000, 7).Residents));
        });
    }

    [Test]
    public void Persons_come_by_municipality_and_code_in_the_order_of_bytes()
    {
        var keys = Populations.Some.Select(made => made.Person.Municipality + made.Code).ToList();

        Assert.That(keys, Is.EqualTo(keys.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Every_code_is_valid_artificial_and_used_once()
    {
        var codes = Populations.Some.SelectMany(made => made.Person.FormerCodes.Prepend(made.Code)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(codes, Is.Unique);
            Assert.That(codes.Where(code => !PersonalIdentityCode.TryParse(code, out var parsed) || !parsed.IsArtificial), Is.Empty);
        });
    }

    [Test]
    public void The_dead_and_those_abroad_come_besides_and_are_marked()
    {
        var dead = Populations.Some.Where(made => !made.Person.Alive).ToList();
        var abroad = Populations.Some.Where(made => made.Person.Municipality == "200").ToList();

        Assert.Multiple(() =>
        {
            Assert.That(dead, Has.Count.InRange(300, 420));
            Assert.That(abroad, Has.Count.InRange(100, 140));
            Assert.That(
                dead.Failing(made => made.Has("013") && !made.Has("101") && made.Field("204", "kuntanumero") == made.Person.Municipality),
                Is.Zero);
            Assert.That(abroad.Failing(made => made.Has("104") && !made.Has("101") && made.Field("204", "kuntanumero") == "200"), Is.Zero);
            Assert.That(Populations.Some.Where(made => made.IsResident && (made.Has("013") || made.Has("104"))), Is.Empty);
        });
    }

    [Test]
    public void Nothing_but_an_end_lies_after_the_day_of_the_population()
    {
        var late = from made in Populations.Some
                   from field in made.Groups.SelectMany(one => one.EnumerateObject())
                   where field.Name.EndsWith("pv", StringComparison.Ordinal) && field.Name is not "loppupv" and not "paattymispv"
                   where string.CompareOrdinal(field.Value.GetString(), "20251231") > 0
                   select field.Name;

        Assert.That(late.Distinct(), Is.Empty);
    }

    [Test]
    public void Nothing_ends_before_it_began()
    {
        var reversed = from made in Populations.Some
                       from one in made.Groups
                       let start = MadePerson.Value(one, "alkupv")
                       let until = MadePerson.Value(one, "loppupv")
                       where start is not null && until is not null && string.CompareOrdinal(until, start) < 0
                       select MadePerson.Value(one, "ryhma");

        Assert.That(reversed.Distinct(), Is.Empty);
    }

    [TestCase(1)]
    [TestCase(7)]
    public void A_handful_of_persons_is_a_population_too(int persons) =>
        Assert.That(Populations.Make(["766"], persons, 3).Count(made => made.IsResident), Is.EqualTo(persons));

    [Test]
    public void What_is_no_municipality_in_force_is_refused_with_the_remedy()
    {
        var unknown = Assert.Throws<MuutostietoException>(() => Populations.Of(["999"], null, 1));
        var merged = Assert.Throws<MuutostietoException>(() => Populations.Of(["911"], null, 1));
        var none = Assert.Throws<MuutostietoException>(() => Populations.Of([], null, 1));
        var nobody = Assert.Throws<MuutostietoException>(() => Populations.Of(["205"], 0, 1));

        Assert.Multiple(() =>
        {
            Assert.That(unknown.Message, Does.Contain("999"));
            Assert.That(merged.Message, Does.Contain("541"));
            Assert.That(new[] { unknown.Kind, merged.Kind, none.Kind, nobody.Kind }, Is.All.EqualTo(FailureKind.Usage));
        });
    }

    private static string Hash(SyntheticPopulation population)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var person in population.Create())
        {
            hash.AppendData(person.Document.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
