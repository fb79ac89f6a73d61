using System.Text;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public sealed class PersonNamesTests
{
    private const string Code = "010190-900P";

    [Test]
    public void Names_are_those_of_their_groups_and_kinds()
    {
        var names = Of(new NamedDocument("Virtanen", "Aino Maija-Liisa", "19900101")
        {
            Others =
            [
                ("005", "Virtanen", "01", ""), ("005", "Mäki", "05", "20200101"), ("005", "Maki", "10", ""), ("005", "Lahti", "07", ""),
                ("005", "Aino", "06", ""), ("005", "Ainno", "11", ""), ("005", "Aino Maija-Liisa", "02", ""), ("005", "Toinen", "08", ""),
                ("423", "Liisa", "04", ""), ("423", "Maija", "09", "20200101"), ("423", "Aino", "04", "20200101"),
                ("423", "Ainu", "04", "99990000"), ("005", "", "05", ""),
            ],
        });

        Assert.Multiple(() =>
        {
            Assert.That((names.Surname, names.FirstNames), Is.EqualTo(("Virtanen", "Aino Maija-Liisa")));
            Assert.That(names.Born, Is.EqualTo(new DateOnly(1990, 1, 1)));
            Assert.That(names.FormerSurnames, Is.EqualTo(new[] { "Mäki", "Maki", "Lahti" }));
            Assert.That(names.FormerFirstNames, Is.EqualTo(new[] { "Aino", "Ainno" }));
            Assert.That(names.CallNames, Is.EqualTo(new[] { "Liisa", "Ainu" }));
            Assert.That(names.FormerCallNames, Is.EqualTo(new[] { "Maija", "Aino" }));
        });
    }

    [Test]
    public void However_a_document_is_spaced_its_names_are_the_same()
    {
        var compact = Encoding.UTF8.GetString(new NamedDocument("Virtanen", "Aino", "19500412")
        {
            Others = [("005", "Mäki", "05", ""), ("423", "Liisa", "04", "")],
        }.Json(Code));

        foreach (var spaced in new[]
        {
            compact.Replace(":", " : "), compact.Replace("{", "{\n "), compact.Replace("\"muutos\":\"1\",", ""),
        })
        {
            var names = PersonNames.Of(Encoding.ASCII.GetBytes(Code), Encoding.UTF8.GetBytes(spaced));
            Assert.That(
                (names.Surname, names.FirstNames, names.FormerSurnames.Single(), names.CallNames.Single(), names.Born),
                Is.EqualTo(("Virtanen", "Aino", "Mäki", "Liisa", new DateOnly(1950, 4, 12))));
        }
    }

    [Test]
    public void A_current_name_that_differs_from_that_of_the_person_was_one_before()
    {
        var names = Of(new NamedDocument("Virtanen", "Aino", "") { Others = [("005", "Lahti", "01", ""), ("005", "Aune", "02", "")] });

        Assert.That(names.FormerSurnames.Concat(names.FormerFirstNames), Is.EqualTo(new[] { "Lahti", "Aune" }));
    }

    [TestCase("19500412", "1950-04-12")]
    [TestCase("19500400", null, TestName = "a day of which a part is not known")]
    [TestCase("19500000", null, TestName = "a day of which two parts are not known")]
    [TestCase("00000000", "1990-01-01", TestName = "an undefined day: by the code")]
    [TestCase("", "1990-01-01", TestName = "no day: by the code")]
    public void A_day_of_birth_is_a_whole_one_or_none(string day, string? born) => Assert.That(
        Of(new NamedDocument("Virtanen", "Aino", day)).Born,
        Is.EqualTo(born is null ? (DateOnly?)null : DateOnly.ParseExact(born, "yyyy-MM-dd")));

    [Test]
    public void Without_a_code_that_has_a_day_there_is_none() => Assert.That(
        PersonNames.Of("#0000000001"u8, new NamedDocument("Virtanen", "Aino", "").Json("#0000000001")).Born, Is.Null);

    [TestCase("")]
    [TestCase("{")]
    [TestCase("no JSON")]
    [TestCase("""{"ryhmat":[{"ryhma":4}]}""")]
    public void A_document_that_is_none_has_no_names(string document)
    {
        var names = PersonNames.Of(Encoding.ASCII.GetBytes(Code), Encoding.UTF8.GetBytes(document));

        Assert.That((names.Surname, names.FirstNames, names.Keys().Count()), Is.EqualTo(("", "", 0)));
    }

    [Test]
    public void Letters_may_be_written_by_their_numbers() => Assert.That(
        Of(new NamedDocument("M\\u00e4ki", "Aino", "")).Surname, Is.EqualTo("Mäki"));

    [Test]
    public void A_person_is_found_by_each_surname_once()
    {
        var names = Of(new NamedDocument("Mäki-Lahti", "Aino", "19900101")
        {
            Others = [("005", "MÄKI LAHTI", "05", ""), ("005", "Lahti", "07", ""), ("005", "-", "05", ""), ("005", "Aune", "06", "")],
        });

        Assert.That(names.Keys(), Is.EqualTo(new[]
        {
            NameKey.Of("ma\u0308ki lahti", new DateOnly(1990, 1, 1)), NameKey.Of("lahti", new DateOnly(1990, 1, 1)),
        }));
    }

    [Test]
    public void A_key_stays_what_registers_have_stored() => Assert.Multiple(() =>
    {
        Assert.That(NameKey.Of("virtanen", new DateOnly(1990, 1, 1)), Is.EqualTo(1597046859L));
        Assert.That(NameKey.Of("ma\u0308ki", new DateOnly(2001, 12, 31)), Is.EqualTo(-103208891L));
    });

    private static PersonNames Of(NamedDocument document) => PersonNames.Of(Encoding.ASCII.GetBytes(Code), document.Json(Code));
}
