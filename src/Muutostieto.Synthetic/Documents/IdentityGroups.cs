using System.Globalization;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>The groups 001-015: codes, language, sex, names, citizenships, birth place, death, non-disclosure.</summary>
internal sealed class IdentityGroups(DocumentBuilder document, ReferenceData data)
{
    private const string Finland = "246";
    private const string CountryAsText = "998";

    private static readonly string[] UnofficialLanguages =
    [
        "suomalainen viittomakieli",
        "suomenruots. viittomakieli",
        "karjala",
        "koltansaame",
        "inarinsaame",
        "sorani",
        "dari",
        "romani",
    ];
    private static readonly string[] CountriesAsText =
    [
        "Entinen Jugoslavia",
        "Entinen Neuvostoliitto",
        "Entinen Tšekkoslovakia",
        "Entinen Palestiinan mandaatti",
    ];

    public static string? NonDisclosureEnd(Person person) => person.ProtectedUntil is not { } end ? null
        : end == DateOnly.MaxValue ? Digits.UntilFurtherNotice.ToString(CultureInfo.InvariantCulture)
        : Digits.Of(end).ToString(CultureInfo.InvariantCulture);

    public void Write(Subject subject)
    {
        var person = subject.Person;
        if (person.FormerCode is { } former)
        {
            document.Group("001"u8).IdentityCode("hetu"u8, person.Code).Code("voimassaolo"u8, 1);
            document.Group("001"u8).IdentityCode("hetu"u8, former).Code("voimassaolo"u8, 2);
        }

        document.Group("002"u8).Text("kielikoodi"u8, person.Language.Code);
        if (person.Language.Code == "98")
        {
            document.Clarifying("452"u8).Text("teksti"u8, subject.Dice.Pick(UnofficialLanguages));
        }

        document.Group("003"u8).Code("sukupuoli"u8, person.IsMale ? 1 : 2);
        WriteNames(subject);
        var country = Country(subject);
        WriteCitizenships(subject, country);
        WriteBirthPlace(subject, country);
        if (person.Died is { } died)
        {
            document.Group("013"u8).Date("kuolinpv"u8, subject.Dice.Hits(60) ? Digits.Of(died) - died.Day : Digits.Of(died));
        }

        if (NonDisclosureEnd(person) is { } end)
        {
            document.Group("015"u8).Text("paattymispv"u8, end);
        }
    }

    private void WriteNames(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        DateOnly? changed = person.BirthSurname is not null
            ? person.IsMarriedToPartner ? person.Wedding : subject.SomeDayOfAge()
            : dice.Hits(100) ? subject.SomeDay() : null;
        document.Group("004"u8).Text("sukunimi"u8, person.Surname).Text("etunimet"u8, subject.FirstNames).Date("muutospv"u8, changed);

        if (person.BirthSurname is { } former)
        {
            document
                .Group("005"u8)
                .Text("nimi"u8, former)
                .Text("nimilaji"u8, "05")
                .Date("alkupv"u8, Digits.OldOf(person.Born, dice))
                .Date("loppupv"u8, changed);
            if (dice.Hits(3000))
            {
                document.Group("005"u8).Text("nimi"u8, former).Text("nimilaji"u8, "07");
            }
        }

        if (dice.Hits(120) && subject.FirstNames.Length > subject.FirstName.Length)
        {
            document
                .Group("005"u8)
                .Text("nimi"u8, subject.FirstName)
                .Text("nimilaji"u8, "06")
                .Date("loppupv"u8, changed ?? subject.SomeDay());
        }
    }

    /// <summary>Where a person of foreign origin comes from; Finland for the others.</summary>
    private string Country(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        if (person.Language.IsDomestic && !person.IsBornAbroad)
        {
            return Finland;
        }

        if (dice.Hits(40))
        {
            return CountryAsText;
        }

        if (person.Language.IsDomestic)
        {
            return dice.Hits(6500) ? "752" : data.ForeignCountries.Pick(dice);
        }

        return person.Language.Countries.Length > 0 && dice.Hits(9500)
            ? dice.Pick(person.Language.Countries)
            : data.ForeignCountries.Pick(dice);
    }

    private void WriteCitizenships(Subject subject, string country)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        var isFromAbroad = country != Finland && !person.Language.IsDomestic;
        if (!isFromAbroad)
        {
            document.Group("007"u8).Text("maa"u8, Finland).Code("voimassaolo"u8, 1);
            if (dice.Hits(160))
            {
                document
                    .Group("007"u8)
                    .Text("maa"u8, data.ForeignCountries.Pick(dice))
                    .Code("voimassaolo"u8, 1)
                    .Date("alkupv"u8, subject.SomeDay());
            }

            return;
        }

        var isFinn = dice.Hits(3800);
        DateOnly? naturalised = isFinn ? subject.Lately(25) : null;
        if (isFinn)
        {
            document.Group("007"u8).Text("maa"u8, Finland).Code("voimassaolo"u8, 1).Date("alkupv"u8, naturalised);
        }

        var hasEnded = isFinn && dice.Hits(2000);
        document
            .Group("007"u8)
            .Text("maa"u8, country)
            .Code("voimassaolo"u8, hasEnded ? 2 : 1)
            .Date("loppupv"u8, hasEnded ? naturalised : null);
        if (country == CountryAsText)
        {
            document.Clarifying("452"u8).Text("teksti"u8, dice.Pick(CountriesAsText));
        }
    }

    private void WriteBirthPlace(Subject subject, string country)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        if (person.IsBornAbroad && country != Finland)
        {
            var towns = data.Cities(country);
            document.Group("009"u8).Text("maa"u8, country).Text("paikka"u8, towns.Count > 0 && dice.Hits(9000) ? dice.Pick(towns) : null);
            if (country == CountryAsText)
            {
                document.Clarifying("452"u8).Text("teksti"u8, dice.Pick(CountriesAsText));
            }

            return;
        }

        document.Group("008"u8).Text("kuntanumero"u8, BirthMunicipality(subject));
    }

    /// <summary>Mostly where the person lives, and for older people often a municipality that is part of another today.</summary>
    private string BirthMunicipality(Subject subject)
    {
        var (municipality, dice) = (subject.Settlement.Municipality, subject.Dice);
        var now = municipality.IsAbroad || !dice.Hits(6200) ? data.AnyMunicipality.Pick(dice) : municipality.Code;
        if (subject.Person.Born.Year > 2005 || !dice.Hits(3000))
        {
            return now;
        }

        var former = data.FormerMunicipalities[now];
        return former.ElementAtOrDefault(dice.Below(Math.Max(1, former.Count()))) ?? now;
    }
}
