using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Documents;

/// <summary>Dates as the eight digits VVVVKKPP in a number.</summary>
internal static class Digits
{
    public const int UntilFurtherNotice = 9999_00_00;

    private const int LastPartialYear = 1985;

    public static int Of(DateOnly date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;

    /// <summary>The day that digits name; the first possible one where only a part is known.</summary>
    public static DateOnly DayOf(int digits) =>
        new(digits / 10_000, Math.Max(1, digits / 100 % 100), Math.Max(1, digits % 100));

    /// <summary>As old registrations have it: of some, only the month or the year is known.</summary>
    public static int OldOf(DateOnly date, Dice dice)
    {
        var digits = Of(date);
        if (date.Year > LastPartialYear || !dice.Hits(800))
        {
            return digits;
        }

        return dice.Hits(5000) ? digits - date.Day : date.Year * 10_000;
    }

    /// <summary>A day in the span, both ends included; the first one when the span is empty.</summary>
    public static DateOnly Between(DateOnly first, DateOnly last, Dice dice) =>
        first >= last ? first : first.AddDays(dice.Below(last.DayNumber - first.DayNumber + 1));
}
