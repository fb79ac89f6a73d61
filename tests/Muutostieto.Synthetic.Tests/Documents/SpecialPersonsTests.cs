using System.Text;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Documents;

/// <summary>What every population of a thousand must hold to be a test of anything.</summary>
public sealed class SpecialPersonsTests
{
    private readonly List<MadePerson> thousand = Populations.Make(Populations.Kainuu, 1000, 11);

    [Test]
    public void Every_special_name_is_borne_by_a_person()
    {
        var special = new SpecialNames();
        var residents = thousand.Where(made => made.IsResident).ToList();
        var surnames = residents.Select(made => made.Field("004", "sukunimi")).ToHashSet();
        var firstNames = residents.Select(made => made.Field("004", "etunimet")).ToHashSet();

        Assert.Multiple(() =>
        {
            Assert.That(special.Surnames.Except(surnames), Is.Empty);
            Assert.That(special.Men.Concat(special.Women).Except(firstNames), Is.Empty);
        });
    }

    [TestCase('Š')]
    [TestCase('Ŋ')]
    [TestCase('Ł')]
    [TestCase('ı')]
    [TestCase('ễ')]
    [TestCase('’')]
    public void Letters_outside_the_file_s_character_set_occur(char letter) => Assert.Multiple(() =>
    {
        Assert.That(thousand.Any(made => made.Field("004", "sukunimi")!.Contains(letter, StringComparison.Ordinal)));
        Assert.That(letter, Is.GreaterThan('\u00FF'));
    });

    [TestCase("sukunimi")]
    [TestCase("etunimet")]
    public void A_name_as_long_as_the_layout_allows_occurs(string field) =>
        Assert.That(thousand.Max(made => made.Field("004", field)!.Length), Is.EqualTo(100));

    [Test]
    public void Both_kinds_of_non_disclosure_order_occur()
    {
        var ends = thousand.Where(made => made.IsResident).Select(made => made.Person.NonDisclosureEnd).OfType<string>().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(ends, Does.Contain("99990000"));
            Assert.That(ends, Has.Some.LessThan("99990000").Using((IComparer<string>)StringComparer.Ordinal));
        });
    }

    [Test]
    public void Partial_dates_missing_call_names_and_hyphens_occur() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                thousand
                    .SelectMany(made => made.All("204"))
                    .Any(group => MadePerson.Value(group, "muuttopv") is { } date && date.EndsWith("00", StringComparison.Ordinal)));
            Assert.That(thousand.Any(made => !made.Has("423")));
            Assert.That(thousand.Any(made => made.Field("004", "sukunimi")!.Contains('-', StringComparison.Ordinal)));
            Assert.That(thousand.Any(made => made.Field("004", "etunimet")!.Contains('-', StringComparison.Ordinal)));
        });

    [Test]
    public void Documents_hold_the_letters_themselves_and_no_escapes() =>
        Assert.That(
            thousand.Where(made => Encoding.UTF8.GetString(made.Person.Document.Span).Contains("\\u", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void About_two_in_a_thousand_are_protected()
    {
        var residents = Populations.Some.Where(made => made.IsResident).ToList();

        Assert.That(residents.Count(made => made.Person.NonDisclosureEnd is not null) / (double)residents.Count, Is.InRange(0.001, 0.004));
    }

    [Test]
    public void An_order_has_not_ended_and_lasts_five_years_at_most()
    {
        var ends = Populations.Some.Select(made => made.Person.NonDisclosureEnd).OfType<string>().Where(end => end != "99990000");

        Assert.That(
            ends.Select(end => DateOnly.ParseExact(end, "yyyyMMdd", null)),
            Is.All.InRange(Populations.AsOf.AddDays(1), Populations.AsOf.AddYears(5)));
    }
}
