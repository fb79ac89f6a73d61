using System.Globalization;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.People;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>The groups 305-320: guardians of minors and of adults, attorneys.</summary>
internal sealed class FamilyGroups(DocumentBuilder document, ReferenceData data, NameBook names)
{
    private static readonly string[] Rights = ["T301", "T302", "P501", "P502", "A101"];
    private static readonly int[] BusinessIdWeights = [7, 9, 10, 5, 8, 4, 2];

    public void Write(Subject subject)
    {
        foreach (var custody in subject.Person.Guardians)
        {
            WriteCustody(subject, custody);
        }

        if (!subject.Person.IsAdult || subject.Person.Died is not null)
        {
            return;
        }

        if (subject.Dice.Hits(subject.Person.Age < 75 ? 90 : 400))
        {
            WriteGuardianship(subject);
        }

        if (subject.Person.Age > 55 && subject.Settlement.Adults.Count > 1 && subject.Dice.Hits(160))
        {
            WriteAttorney(subject);
        }
    }

    private void WriteCustody(Subject subject, Custody custody)
    {
        var (child, dice) = (subject.Person, subject.Dice);
        var since = CustodySince(child, custody, subject.LastDay);
        var residence = Residence(child, custody, dice);
        document.Group("305"u8)
            .IdentityCode("hetu"u8, custody.Guardian?.Code)
            .Code("laji"u8, custody.Kind)
            .Code("huoltajan_rooli"u8, custody.Role)
            .Date("alkupv"u8, since)
            .Code("asuminen"u8, residence)
            .Date("asuminen_alkupv"u8, residence == 0 ? null : subject.Lately(10));
        if (custody.Kind != 1 || dice.Hits(100))
        {
            document.Group("320"u8).Text("oikeus"u8, dice.Pick(Rights)).Date("alkupv"u8, subject.Lately(5));
        }

        if (custody.Guardian is null)
        {
            WriteWithoutCode(subject);
        }
    }

    /// <summary>The day on which the custody began, the same in the child's and in the guardian's document.</summary>
    public static DateOnly CustodySince(Person child, Custody custody, DateOnly asOf)
    {
        if (custody is { Kind: 1, Role: not (3 or 4) })
        {
            return child.Born;
        }

        var halfway = child.Born.AddDays((asOf.DayNumber - child.Born.DayNumber) / 2);
        return halfway;
    }

    /// <summary>
    /// A decision on where the child lives, when the parents live apart and there is one: 2 with the mother, 3 with the father, 4 in turn.
    /// </summary>
    private static int Residence(Person child, Custody custody, Dice dice)
    {
        if (custody is not { Kind: 1, Guardian: { } guardian } || !dice.Hits(5000))
        {
            return 0;
        }

        var other = Array.Find(child.Guardians, one => one.Kind == 1 && one.Guardian is { } parent && parent != guardian)?.Guardian;
        if (other is null || other.Home == guardian.Home)
        {
            return 0;
        }

        if (child.Number % 5 == 0)
        {
            return 4;
        }

        var livesWith = guardian.Home == child.Home ? guardian : other;
        return livesWith.IsMale ? 3 : 2;
    }

    private void WriteWithoutCode(Subject subject)
    {
        var dice = subject.Dice;
        var language = dice.Hits(8000) ? data.Foreign.Pick(dice) : subject.Person.Language;
        var born = subject.Person.Born.AddYears(-dice.Between(22, 45)).AddDays(dice.Below(365));
        var country =
            dice.Hits(500) ? "998"
            : language.Countries.Length > 0 ? dice.Pick(language.Countries)
            : data.ForeignCountries.Pick(dice);
        document
            .Clarifying("451"u8)
            .Date("syntymapv"u8, dice.Hits(3000) ? born.Year * 10_000 : Digits.Of(born))
            .Code("sukupuoli"u8, 1)
            .Text("sukunimi"u8, names.Surname(language, dice))
            .Text("etunimet"u8, names.FirstNames(language, isMale: true, born.Year, dice))
            .Text("maa"u8, country);
        if (country == "998")
        {
            document.Clarifying("452"u8).Text("teksti"u8, "Entinen Jugoslavia");
        }
    }

    private void WriteGuardianship(Subject subject)
    {
        var dice = subject.Dice;
        var others = Others(subject, dice.Hits(1000) ? 2 : 1);
        var isPublic = others.Count == 0 || dice.Hits(5000);
        var count = Math.Max(1, others.Count);
        var since = subject.Lately(12);
        document.Group("306"u8)
            .Date("alkupv"u8, since)
            .Code("tehtavienjako"u8, count > 1 ? 1 : 0)
            .Code("toimintakelpoisuus"u8, dice.Hits(8500) ? 1 : dice.Between(2, 3))
            .Number("edunvalvojien_lkm"u8, count, 2);
        for (var i = 0; i < count; i++)
        {
            var group = document.Group("307"u8);
            if (i == 0 && isPublic)
            {
                WritePublicGuardian(group, subject);
            }
            else
            {
                group.IdentityCode("hetu"u8, others[i].Code);
            }

            group.Date("alkupv"u8, since);
        }
    }

    private static void WritePublicGuardian(DocumentBuilder group, Subject subject)
    {
        var dice = subject.Dice;
        switch (dice.Below(3))
        {
            case 0:
                group.Text("y_tunnus"u8, BusinessId(dice));
                break;
            case 1 when !subject.Settlement.Municipality.IsAbroad:
                group.Text("kunta"u8, subject.Settlement.Municipality.Code);
                break;
            default:
                group.Number("oikeusaputoimisto"u8, 900_000 + dice.Between(1, 30), 6);
                break;
        }
    }

    private void WriteAttorney(Subject subject)
    {
        var dice = subject.Dice;
        var others = Others(subject, dice.Hits(2000) ? 2 : 1);
        var since = subject.Lately(8);
        document
            .Group("316"u8)
            .Date("alkupv"u8, since)
            .Code("tehtavienjako"u8, others.Count > 1 ? 1 : 0)
            .Number("valtuutettujen_lkm"u8, others.Count, 2);
        foreach (var other in others)
        {
            document.Group("317"u8).IdentityCode("hetu"u8, other.Code).Date("alkupv"u8, since);
        }
    }

    /// <summary>Adults of the municipality, each another; fewer where there are no more.</summary>
    private static List<Person> Others(Subject subject, int count)
    {
        var (adults, dice) = (subject.Settlement.Adults, subject.Dice);
        var others = new List<Person>(count);
        var from = dice.Below(adults.Count);
        for (var i = 0; i < adults.Count && others.Count < count; i++)
        {
            var other = adults[(from + i) % adults.Count];
            if (other != subject.Person)
            {
                others.Add(other);
            }
        }

        return others;
    }

    /// <summary>A business id of a series that has not been given: begins with 9, and its check digit is right.</summary>
    private static string BusinessId(Dice dice)
    {
        while (true)
        {
            var digits = (9_000_000 + dice.Below(1_000_000)).ToString(CultureInfo.InvariantCulture);
            var remainder = digits.Select((digit, i) => (digit - '0') * BusinessIdWeights[i]).Sum() % 11;
            if (remainder != 1)
            {
                return $"{digits}-{(remainder == 0 ? 0 : 11 - remainder)}";
            }
        }
    }
}
