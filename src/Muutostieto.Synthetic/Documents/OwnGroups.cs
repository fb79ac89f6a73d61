using System.Globalization;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>The groups from 401 on: occupation, contact, name used, and those of our own codes 901-909.</summary>
internal sealed class OwnGroups(DocumentBuilder document, ReferenceData data)
{
    public void Write(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        if (person.Age is >= 18 and < 68 && dice.Hits(3000))
        {
            var (code, name) = dice.Pick(data.Occupations);
            document.Group("401"u8).Text("ammattikoodi"u8, code).Text("ammatti"u8, name);
        }

        if (person.Died is null && person.Age >= 16 && dice.Hits(3700))
        {
            WriteEmail(subject);
        }

        if (person.IsBornAbroad && dice.Hits(600))
        {
            WriteForeignNumber(subject);
        }

        WriteNameUsed(subject);

        document.Group("901"u8).Date("syntymapv"u8, person.Born);
        document.Group("902"u8).Text("kielikoodi"u8, ServiceLanguage(subject)).Date("alkupv"u8, dice.Hits(1000) ? subject.SomeDay() : null);
        WriteMarriage(subject);
        WriteWards(subject);
        document.Group("906"u8).Text("laji"u8, Community(subject));
        if (!person.IsAdult && dice.Hits(60))
        {
            document.Group("907"u8).Code("huostaanotto"u8, 1).Date("alkupv"u8, subject.Lately(4));
        }

        foreach (var custody in person.Guardians)
        {
            if (custody.Role is 3 or 4)
            {
                document
                    .Group("908"u8)
                    .IdentityCode("hetu"u8, custody.Guardian?.Code)
                    .Code("vanhemman_rooli"u8, custody.Role)
                    .Date("alkupv"u8, FamilyGroups.CustodySince(person, custody, subject.LastDay));
            }
        }

        WriteDwellingId(subject);
    }

    private void WriteEmail(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        var local = string.Create(
            CultureInfo.InvariantCulture,
            $"{AsciiNames.Fold(subject.FirstName)}.{AsciiNames.Fold(person.Surname)}.{subject.Settlement.Municipality.Code}{person.Number}"
        );
        var since = subject.Lately(6);
        document.Group("421"u8)
            .Text("laji"u8, dice.Hits(9500) ? "99" : dice.Hits(8000) ? "11" : "12")
            .Text("osoite"u8, $"{local}@{(dice.Hits(6000) ? "posti" : "meili")}.example")
            .Date("alkupv"u8, since);
    }

    private void WriteForeignNumber(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        var country = person.Language.Countries.Length > 0 ? dice.Pick(person.Language.Countries) : "998";
        if (country == "246")
        {
            country = "752";
        }

        var stored = subject.Lately(10);
        document.Group("422"u8)
            .Text("numero"u8, string.Create(CultureInfo.InvariantCulture, $"{Digits.Of(person.Born)}-{dice.Between(1000, 9999)}"))
            .Code("sukupuoli"u8, person.IsMale ? 1 : 2)
            .Text("maa"u8, country)
            .Code("tietolahde"u8, dice.Between(1, 3))
            .Code("voimassaolo"u8, 1)
            .Date("antopv"u8, person.Born)
            .Date("vtj_tallennuspv"u8, stored)
            .Code("vtj_voimassaolo"u8, 1);
        if (country == "998")
        {
            document.Clarifying("452"u8).Text("teksti"u8, "Entinen Jugoslavia");
        }
    }

    private void WriteNameUsed(Subject subject)
    {
        var dice = subject.Dice;
        if (dice.Hits(900))
        {
            return;
        }

        var names = subject.FirstNames.Split(' ');
        var used = dice.Hits(8800) ? names[0] : dice.Pick(names);

        // Readers of the old files pass over a name used that has no first day.
        var since = dice.Hits(4000) ? subject.SomeDay() : subject.Person.Born;
        var former = names.Length > 1 && dice.Hits(100) ? Array.Find(names, name => name != used) : null;
        if (former is not null)
        {
            since = subject.SomeDay();
        }

        document.Group("423"u8).Text("nimi"u8, used).Text("nimilaji"u8, "04").Date("alkupv"u8, since);
        if (former is not null)
        {
            document
                .Group("423"u8)
                .Text("nimi"u8, former)
                .Text("nimilaji"u8, "09")
                .Date("alkupv"u8, subject.Person.Born)
                .Date("loppupv"u8, since);
        }
    }

    private static string ServiceLanguage(Subject subject) => subject.Person.Language.IsSwedish
        ? subject.Dice.Hits(9500) ? "sv" : "fi"
        : subject.Dice.Hits(subject.Settlement.Municipality.Languages == LanguageRelation.Swedish ? 3000 : 9900) ? "fi" : "sv";

    private void WriteMarriage(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        DateOnly? since =
            person.IsMarriedToPartner ? person.Wedding
            : person.CivilStatus == CivilStatus.Unmarried ? null
            : subject.SomeDayOfAge();
        document
            .Group("903"u8)
            .Code("siviilisaaty"u8, (int)person.CivilStatus)
            .Date("alkupv"u8, since is { } day ? Digits.OldOf(day, dice) : 0);
        if (person is { IsMarriedToPartner: true, Partner: { } spouse })
        {
            document
                .Group("904"u8)
                .IdentityCode("hetu"u8, spouse.Code)
                .Code("laji"u8, person.CivilStatus == CivilStatus.Married ? 1 : 2)
                .Date("alkupv"u8, person.Wedding);
        }
    }

    private void WriteWards(Subject subject)
    {
        foreach (var child in subject.Person.Wards ?? [])
        {
            var custody = Array.Find(child.Guardians, one => one.Guardian == subject.Person)!;
            document.Group("905"u8)
                .IdentityCode("hetu"u8, child.Code)
                .Code("laji"u8, custody.Kind)
                .Code("huoltajan_rooli"u8, custody.Role)
                .Date("alkupv"u8, FamilyGroups.CustodySince(child, custody, subject.LastDay));
        }
    }

    private static string Community(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        var thrown = dice.Below(10_000);
        var lutherans = person.Language.IsDomestic ? person.Age < 18 ? 6000 : person.Age < 45 ? 5800 : 7600 : 500;
        if (thrown < lutherans)
        {
            return "EV_LUT";
        }

        thrown -= lutherans;
        return thrown switch
        {
            < 110 => "ORT",
            < 260 => "REK_USK",
            < 264 => "SAKSALAINEN_SRK",
            < 266 => "OLAUS_PETRI",
            _ => "EI_USKONTOKUNTAA",
        };
    }

    private void WriteDwellingId(Subject subject)
    {
        if (subject.Person.Home is not { Dwelling: { } dwelling } home)
        {
            return;
        }

        document.Group("909"u8)
            .Text("rakennustunnus"u8, dwelling.Building.ToString())
            .Code("osoitenumero"u8, 1)
            .Code("porraskirjain"u8, dwelling.Stair)
            .Number("huoneistonumero"u8, dwelling.Flat, 3)
            .Code("jakokirjain"u8, dwelling.Part)
            .Text("kuntanumero"u8, subject.Settlement.Municipality.Code)
            .Date("alkupv"u8, home.Since > subject.Person.Born ? home.Since : subject.Person.Born);
    }
}
