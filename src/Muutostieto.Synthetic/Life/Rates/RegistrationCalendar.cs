using Muutostieto.Records.Dates;

namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>
/// How the events of a year spread over its days: on working days, Mondays most; moves also by month, August most (1.74 times the mean of
/// the months).
/// </summary>
internal sealed class RegistrationCalendar
{
    private const long Whole = 1_000_000_000;
    private const int Holiday = 1;

    private static readonly int[] ByWeekday = [1, 27, 21, 20, 19, 17, 2];
    private static readonly int[] MovesByMonth = [90, 78, 80, 82, 100, 116, 108, 174, 112, 95, 87, 78];

    private readonly Dictionary<int, (long All, long Moves)> years = [];

    /// <summary>The day's part of its year, in thousand-millionths: of all events, and of moves.</summary>
    public (long All, long Moves) ShareOf(DateOnly day)
    {
        if (!years.TryGetValue(day.Year, out var sum))
        {
            years.Add(day.Year, sum = SumOf(day.Year));
        }

        return (Whole * Weight(day) / sum.All, Whole * MoveWeight(day) / sum.Moves);
    }

    private static (long All, long Moves) SumOf(int year)
    {
        var (all, moves) = (0L, 0L);
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            all += Weight(day);
            moves += MoveWeight(day);
        }

        return (all, moves);
    }

    private static int Weight(DateOnly day) => FinnishHolidays.IsHoliday(day) ? Holiday : ByWeekday[(int)day.DayOfWeek];

    private static int MoveWeight(DateOnly day) => Weight(day) * MovesByMonth[day.Month - 1];
}
