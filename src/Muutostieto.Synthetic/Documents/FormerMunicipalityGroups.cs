using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>
/// The group 913: where a person lived before, one municipality of those who moved into the present one and of those who live abroad.
/// </summary>
internal sealed class FormerMunicipalityGroups(DocumentBuilder document, ReferenceData data)
{
    /// <summary>Of those who moved away once, so many in ten thousand had lived there since birth.</summary>
    private const int SinceBirthInTenThousand = 5500;

    /// <param name="subject">Whose document it is.</param>
    /// <param name="movedIn">Day of moving into the present municipality VVVVKKPP; 0 when there is none.</param>
    /// <param name="dice">Of these groups alone, so that whatever else is thrown for the person stays the same.</param>
    public void Write(Subject subject, int movedIn, Dice dice)
    {
        var person = subject.Person;
        if (movedIn == 0 || person.Died is not null || (person.IsBornAbroad && person.Home?.Abroad is null))
        {
            return;
        }

        var code = data.AnyMunicipality.Pick(dice);
        var until = movedIn % 100 == 0 ? movedIn : Digits.Of(Digits.DayOf(movedIn).AddDays(-1));
        var lastDay = Digits.DayOf(until);
        var from = dice.Hits(SinceBirthInTenThousand) ? 0 : Digits.Of(Digits.Between(person.Born, lastDay, dice));
        if (code != subject.Settlement.Municipality.Code && lastDay > person.Born)
        {
            document
                .Group("913"u8)
                .Text("kuntanumero"u8, code)
                .Date("alkupv"u8, from > until ? 0 : from)
                .Date("loppupv"u8, until);
        }
    }
}
