using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Documents;

/// <summary>
/// The group 910: for which purposes a person has prohibited the disclosure of the own data. Shares of the population at the end of 2012:
/// direct marketing 5.0 %, addresses 4.2 % (then one prohibition, now two), directories 2.5 %, genealogy 2.0 %; guardians rarely prohibit
/// for minors.
/// </summary>
internal sealed class ProhibitionGroups(DocumentBuilder document)
{
    private const int AdultsInTenThousand = 750;
    private const int MinorsInTenThousand = 200;
    private const int SameDayInTenThousand = 7000;
    private const int Years = 25;

    /// <summary>Of those who prohibit something, so many in ten thousand prohibit this.</summary>
    private static readonly (string Kind, int InTenThousand)[] Kinds =
    [
        ("SUORAMARKKINOINTI", 7700), ("SUKUTUTKIMUS", 3100), ("HENKILOMATRIKKELI", 3800), ("YHTEYSTIETOJEN_LUOVUTUS", 6500),
        ("ASIAKASREKISTERIN_PAIVITYS", 6500),
    ];

    /// <param name="subject">Whose document it is.</param>
    /// <param name="dice">Of these groups alone, so that whatever else is thrown for the person stays the same.</param>
    public void Write(Subject subject, Dice dice)
    {
        var person = subject.Person;
        if (person.Died is not null || !dice.Hits(person.IsAdult ? AdultsInTenThousand : MinorsInTenThousand))
        {
            return;
        }

        var earliest = subject.LastDay.AddYears(-Years);
        earliest = earliest > person.Born ? earliest : person.Born;
        var since = Digits.Between(earliest, subject.LastDay, dice);
        foreach (var (kind, share) in Kinds)
        {
            if (dice.Hits(share))
            {
                document
                    .Group("910"u8)
                    .Text("laji"u8, kind)
                    .Date("alkupv"u8, dice.Hits(SameDayInTenThousand) ? since : Digits.Between(since, subject.LastDay, dice));
            }
        }
    }
}
