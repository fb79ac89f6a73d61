using System.Text.Json;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Tests.Json;

/// <summary>
/// Genuine objects of the agency's test environment, where <c>MUUTOSTIETO_SAMPLES</c> names their folder: read by the mapping and written
/// again they have the same keys, kinds of values and order of groups, but for what the register lacks.
/// </summary>
public sealed class SampleTests
{
    /// <summary>Made from the municipality of residence here; there it is a fact of its own, and absent under an order.</summary>
    private const string Derived = "VAESTOKIRJANPITOKUNTA";

    /// <summary>Keys that the register has nothing for.</summary>
    private static readonly string[] Lacking =
    [
        "nimenmuutostapa", "vihkitapa", "jarjestysnumero", "lapsilaatu", "jarjestyskirjain", "adoptiosuhde", "AIDINKIELI.alkupv",
        "VAKINAINEN_KOTIMAINEN_OSOITE.rakennustunnus", "VAKINAINEN_KOTIMAINEN_OSOITE.osoitenumero",
        "VAKINAINEN_KOTIMAINEN_OSOITE.kuntakoodi", "SAHKOPOSTIOSOITE.lajikoodi",
    ];

    private static string? Folder => Environment.GetEnvironmentVariable("MUUTOSTIETO_SAMPLES");

    private static IEnumerable<string> Changes() =>
        [
            "muutostietoEtunimenmuutos", "muutostietoHenkilotunnusmuutos", "muutostietoKansalaisuudenLisaysJaPassivointi",
            "muutostietoKunnastaToiseenMuutto", "muutostietoKuolema",
        ];

    [TestCaseSource(nameof(Changes))]
    public void A_change_has_the_same_groups_in_the_same_order(string sample)
    {
        var groups = Sample(sample);
        var element = Element(groups);
        var read = new PersonReader(Mapped.Catalog).ReadChange(element);
        var said = Beside(new Said(), element).Change(read.Record);

        Assert.That(
            said.Sequence().Where(IsFact),
            Is.EqualTo(element.Sequence().Where(name => IsServed(name.Split(' ')[0])).Where(IsFact)));
        if (said.Sequence().Any(name => name.StartsWith("KOTIKUNTA", StringComparison.Ordinal)))
        {
            Assert.That(said.Sequence(), Does.Contain($"{Derived} MUUTETTU"));
        }

        Compare(element, said);
    }

    [Test]
    public void An_order_begins_and_ends_with_the_same_group()
    {
        foreach (var sample in new[] { "muutostietoTurvakielto", "muutostietoTurvakieltoPois" })
        {
            var expected = Element(Sample(sample));
            var read = new PersonReader(Mapped.Catalog).ReadChange(expected).Record;
            var before = new Said().With("004", ("sukunimi", "Aho"));
            var isEnd = sample.EndsWith("Pois", StringComparison.Ordinal);
            var said = (isEnd ? before.With("015", ("paattymispv", "20190626")) : before).Change(read);
            Assert.That(
                JsonShape.Paths(said.Group("TURVAKIELTO")),
                Is.EquivalentTo(JsonShape.Paths(expected.Group("TURVAKIELTO"))),
                sample);
            Assert.That(said.Group("TURVAKIELTO").GetProperty("turvakieltoAktiivinen").GetBoolean(), Is.EqualTo(!isEnd));
        }
    }

    [TestCase("perustieto")]
    public void Base_data_has_the_same_objects(string sample)
    {
        var element = Element(Sample(sample));
        var read = new PersonReader(Mapped.Catalog).ReadBase(element, new DateOnly(2026, 6, 1));
        var said = Beside(new Said(), element).With(read.Record).Base();

        Assert.That(
            said.Sequence().Order(StringComparer.Ordinal),
            Is.EqualTo(element.Sequence().Where(IsServed).Order(StringComparer.Ordinal)));
        Compare(element, said);
    }

    [Test]
    public void Persons_of_an_answer_have_the_same_groups_in_the_same_order()
    {
        foreach (var person in Sample("perustiedot-response-part").GetProperty("perustiedot").EnumerateArray())
        {
            var read = new PersonReader(Mapped.Catalog).ReadBase(person, new DateOnly(2026, 6, 1));
            Assert.That(read.Unknown.Distinct(), Is.SubsetOf(Mapped.Catalog.NotInRegister.Keys), "every name is served or listed");
            var isProtected = person.Sequence().Contains("TURVAKIELTO");
            var said = Beside(new Said(Disclosure.Permits.NonDisclosureRight.OrderOnly), person).With(read.Record).Base();

            // The agency's environment names even a protected person's former municipality, and the day when the person left it.
            var expected = person.Sequence().Where(IsServed).Where(name => name != "EDELLINEN_KOTIKUNTA").ToList();
            Assert.That(
                said.Sequence().Where(name => !isProtected || IsFact(name)),
                Is.EqualTo(expected),
                isProtected ? "with an order" : "without an order");
            Compare(person, said);
        }
    }

    /// <summary>The register has the persons that the sample names, as the sample describes them.</summary>
    private static Said Beside(Said said, JsonElement sample)
    {
        foreach (var person in sample.Related())
        {
            var other = Said.NewRecord(person.GetProperty("henkilotunnus").GetString()!, RecordType.New);
            foreach (var (code, field) in Mapped.Catalog.Person.Known.Where(each => person.TryGetProperty(each.Field.Name, out _)))
            {
                var group = other.IndexOf(code) is var at and >= 0 ? at : other.Add(Layouts.Catalog.Newest(code)!, ChangeAttribute.Added);
                field.Read(person.GetProperty(field.Name), new GroupTarget(other, group, Layouts.Catalog));
            }

            said.Beside(other);
        }

        return said;
    }

    private static void Compare(JsonElement sample, JsonElement said)
    {
        var names = said.Groups().Select(group => group.Name()).Distinct();
        foreach (var name in names.Where(name => IsFact(name) || Paths(sample, name).Any()))
        {
            var theirs = Paths(sample, name).ToHashSet();
            var ours = Paths(said, name).ToHashSet();
            Assert.That(theirs.Except(ours).Where(path => !IsLacking(name, path)), Is.Empty, $"{name}: missing");
            Assert.That(ours.Except(theirs).Where(path => !IsMore(path)), Is.Empty, $"{name}: not in the sample");
        }
    }

    /// <summary>Newer than the samples: the exact names, and the second form of a day.</summary>
    private static bool IsMore(string path) =>
        path.Contains("UTF8:", StringComparison.Ordinal) || path.StartsWith("kuntaanMuuttoPv", StringComparison.Ordinal);

    private static bool IsLacking(string name, string path) =>
        Lacking.Any(key =>
            key.Contains('.', StringComparison.Ordinal)
                ? $"{name}.{path}".StartsWith(key, StringComparison.Ordinal)
                : path.Contains(key, StringComparison.Ordinal));

    private static IEnumerable<string> Paths(JsonElement person, string name) =>
        person.Groups().Where(group => group.Name() == name).SelectMany(group => JsonShape.Paths(group));

    private static bool IsFact(string name) => !name.StartsWith(Derived, StringComparison.Ordinal);

    private static bool IsServed(string name) => Mapped.Catalog.Names.Contains(name);

    private static JsonElement Sample(string name)
    {
        if (Folder is not { } folder)
        {
            Assert.Ignore("MUUTOSTIETO_SAMPLES names no folder.");
            return default;
        }

        return JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".json"))).RootElement;
    }

    private static JsonElement Element(JsonElement groups)
    {
        var text = $$"""{"henkilotunnus":"{{Said.Code}}","muutospv":"2026-05-31T21:00:00.000Z","tietoryhmat":{{groups.GetRawText()}}}""";
        return JsonDocument.Parse(text).RootElement;
    }
}
