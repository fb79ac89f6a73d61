using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Codes;

/// <summary>
/// Gives every person a code of their own, individual numbers 900-999: fifty a day, sex and century sign. When a day has run out of them
/// under the first sign, the next sign comes, and after the last one the day before. One bit a code: 7 MB whatever the population.
/// </summary>
internal sealed class IdentityCodeAllocator
{
    private const int FirstNumber = 900;
    private const int NumbersPerSex = 50;
    private const int NumbersPerSign = 100;
    private const int WordsPerDay = 10;
    private const int InTenThousandShareDigits = 10;

    private static readonly DateOnly FirstDay = new(1870, 1, 1);
    private static readonly DateOnly LastDay = new(2099, 12, 31);

    private readonly ulong[] taken = new ulong[(LastDay.DayNumber - FirstDay.DayNumber + 1) * WordsPerDay];

    /// <summary>A free code of the day and sex, or of the nearest day before it that has one.</summary>
    public PersonalIdentityCode Give(DateOnly born, bool isMale, Dice dice)
    {
        var sharesDigits = dice.Hits(InTenThousandShareDigits);
        var start = dice.Below(NumbersPerSex);
        for (var day = born; day >= FirstDay; day = day.AddDays(-1))
        {
            var signs = CenturySigns.Of(day.Year);

            // Two people whose codes differ in the sign alone: rare in the register, and the case that careless readers get wrong.
            if (sharesDigits && signs.Length > 1 && TryTakeTwin(day, isMale, signs[1]) is { } twin)
            {
                return twin;
            }

            for (var sign = 0; sign < signs.Length; sign++)
            {
                for (var i = 0; i < NumbersPerSex; i++)
                {
                    var number = Number((start + i) % NumbersPerSex, isMale);
                    if (TryTake(day, sign, number))
                    {
                        return PersonalIdentityCode.Create(day, signs[sign], number);
                    }
                }
            }
        }

        throw new InvalidOperationException("Every artificial identity code before the day of birth is taken.");
    }

    /// <summary>Marks a code as used.</summary>
    public void Take(PersonalIdentityCode code)
    {
        if (code.IsArtificial && code.BirthDate >= FirstDay)
        {
            TryTake(
                code.BirthDate,
                CenturySigns.Of(code.BirthDate.Year).IndexOf(code.CenturySign, StringComparison.Ordinal),
                code.IndividualNumber);
        }
    }

    private static int Number(int index, bool isMale) => FirstNumber + (2 * index) + (isMale ? 1 : 0);

    private PersonalIdentityCode? TryTakeTwin(DateOnly day, bool isMale, char secondSign)
    {
        for (var i = 0; i < NumbersPerSex; i++)
        {
            var number = Number(i, isMale);
            if (IsTaken(day, 0, number) && TryTake(day, 1, number))
            {
                return PersonalIdentityCode.Create(day, secondSign, number);
            }
        }

        return null;
    }

    private bool IsTaken(DateOnly day, int sign, int number)
    {
        var (word, bit) = Place(day, sign, number);
        return (taken[word] & bit) != 0;
    }

    private bool TryTake(DateOnly day, int sign, int number)
    {
        var (word, bit) = Place(day, sign, number);
        if ((taken[word] & bit) != 0)
        {
            return false;
        }

        taken[word] |= bit;
        return true;
    }

    private static (int Word, ulong Bit) Place(DateOnly day, int sign, int number)
    {
        var index = (sign * NumbersPerSign) + number - FirstNumber;
        return (((day.DayNumber - FirstDay.DayNumber) * WordsPerDay) + (index / 64), 1UL << (index % 64));
    }
}
